import { addMonths, type Day } from '#libs/kernel';
import type { AnswerValue, Circumstances, PassTest, Question, Questionnaire, Verdict } from './questionnaire.js';
import { questionsToAsk } from './questionnaire-asked.js';
import { answerInWords, valuesOf } from './questionnaire-words.js';

/** A verdict with its reason for every question asked, in order. */
export function assess(questionnaire: Questionnaire, circumstances: Circumstances, today: Day): Verdict[] {
  return questionsToAsk(questionnaire, circumstances).map((question) => verdictOn(question, circumstances.answers[question.code], today));
}

/** What the rule of one question says of one answer. */
export function verdictOn(question: Question, value: AnswerValue | undefined, today: Day): Verdict {
  const { code, assessment } = question;
  const is = (verdict: Verdict['verdict'], reason: string, more: Partial<Verdict> = {}): Verdict => ({ question: code, verdict, reason, assessors: 0, points: null, standing: null, ...more });
  if (value === undefined) return is('unanswered', 'Not answered');
  const given = answerInWords(question, value);
  switch (assessment.rule) {
    case 'must-be':
      return value === assessment.value ? is('passes', given) : is('fails', assessment.otherwise);
    case 'pass-if':
      return passes(assessment.test, value, today) ? is('passes', given) : is('fails', assessment.otherwise);
    case 'discretionary': {
      const { concern, otherwise, assessors, standing = null } = assessment;
      return valuesOf(value).includes(concern) ? is('needs-judgement', otherwise, { assessors, standing }) : is('passes', given);
    }
    case 'scored':
      return is('to-score', assessment.guidance, { assessors: 1, points: assessment.most });
    case 'information':
      return is('information', 'For information');
  }
}

function passes(test: PassTest, value: AnswerValue, today: Day): boolean {
  if ('atLeast' in test) return Number(value) >= test.atLeast;
  if ('oneOf' in test) return valuesOf(value).every((each) => test.oneOf.includes(each));
  if ('inDate' in test) return String(value) >= today;
  return String(value) <= today && String(value) >= addMonths(today, -test.withinMonths);
}
