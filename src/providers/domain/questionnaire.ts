import { addMonths, formatDay, formatPounds, type Day } from '#libs/kernel';

/** How a question is answered. Words limit text; `least` and `most` bound a whole number. */
export type AnswerType =
  | { readonly type: 'yes-no' | 'money' | 'date' }
  | { readonly type: 'choice'; readonly options: readonly { readonly value: string; readonly text: string }[] }
  | { readonly type: 'text'; readonly words: number }
  | { readonly type: 'number'; readonly least: number; readonly most: number };

/** When a question is asked: another was answered so, or with at least so much (pence for money). */
export type AskWhen = { readonly question: string; readonly is: string } | { readonly question: string; readonly atLeast: number };

/** What an answer must meet: an amount (pence for money), one of some choices, a day not yet past, or a day in the last so many months. */
export type PassTest =
  { readonly atLeast: number } | { readonly oneOf: readonly string[] } | { readonly inDate: true } | { readonly withinMonths: number };

/**
 * How an answer is assessed (DOMAIN §4).
 * `otherwise` is the reason given when it does not pass; `mitigation` is the question asked about a concern.
 */
export type Assessment =
  | { readonly rule: 'must-be'; readonly value: string; readonly otherwise: string }
  | { readonly rule: 'pass-if'; readonly test: PassTest; readonly otherwise: string }
  | { readonly rule: 'discretionary'; readonly concern: string; readonly mitigation: string; readonly assessors: number; readonly otherwise: string }
  | { readonly rule: 'information' };

/** One question as data; `ifEmpty` is the error shown when it is not answered. */
export interface Question {
  readonly code: string;
  readonly section: string;
  readonly text: string;
  readonly guidance?: string;
  readonly ifEmpty: string;
  readonly answer: AnswerType;
  readonly askWhen?: AskWhen;
  readonly assessment: Assessment;
}

/** A questionnaire as data; an application remembers its code and version. */
export interface Questionnaire {
  readonly code: string;
  readonly version: number;
  readonly sections: readonly { readonly code: string; readonly title: string }[];
  readonly questions: readonly Question[];
}

/** A checked answer: pence for money, a whole number, a Day, a choice's value, `yes` or `no`, or text. */
export type AnswerValue = string | number;

/** Checked answers by question code. */
export type Answers = Readonly<Record<string, AnswerValue>>;

/** What the rules say of one answer; `needs-judgement` waits for `assessors` people to decide. */
export interface Verdict {
  readonly question: string;
  readonly verdict: 'passes' | 'fails' | 'needs-judgement' | 'information' | 'unanswered';
  readonly reason: string;
  readonly assessors: number;
}

/** The questions to ask given the answers so far, in order. An answer to a question no longer asked counts for nothing. */
export function questionsToAsk(questionnaire: Questionnaire, answers: Answers): Question[] {
  const asked: Question[] = [];
  for (const question of questionnaire.questions) {
    const { askWhen } = question;
    if (!askWhen || (asked.some((each) => each.code === askWhen.question) && meets(askWhen, answers[askWhen.question]))) asked.push(question);
  }
  return asked;
}

/** The questions that must still be answered before the application can be submitted. */
export function missing(questionnaire: Questionnaire, answers: Answers): Question[] {
  return questionsToAsk(questionnaire, answers).filter((question) => answers[question.code] === undefined);
}

/** A verdict with its reason for every question asked, in order. */
export function assess(questionnaire: Questionnaire, answers: Answers, today: Day): Verdict[] {
  return questionsToAsk(questionnaire, answers).map((question) => verdictOn(question, answers, today));
}

/** An answer as a page shows it: "£5,000,000.00", "4 May 2026", "Yes", the words of a choice. */
export function answerInWords(question: Question, value: AnswerValue): string {
  const { answer } = question;
  switch (answer.type) {
    case 'money':
      return formatPounds(Number(value));
    case 'date':
      return formatDay(value as Day);
    case 'yes-no':
      return value === 'yes' ? 'Yes' : 'No';
    case 'choice':
      return answer.options.find((option) => option.value === value)?.text ?? String(value);
    case 'text':
    case 'number':
      return String(value);
  }
}

/** What is wrong with a questionnaire as data, in words; nothing when it can be used. Checked by its spec and when the service starts. */
export function faultsOf(questionnaire: Questionnaire): string[] {
  const { questions, sections } = questionnaire;
  const codes = questions.map((question) => question.code);
  return questions.flatMap((question, index) => {
    const { code, askWhen, assessment } = question;
    const follows = assessment.rule === 'discretionary' ? questions.find((each) => each.code === assessment.mitigation) : undefined;
    return [
      codes.indexOf(code) !== index && `${code} is there twice`,
      !sections.some((section) => section.code === question.section) && `${code} is in no section`,
      askWhen && !codes.slice(0, index).includes(askWhen.question) && `${code} depends on a question that does not come before it`,
      assessment.rule === 'discretionary' && follows?.askWhen?.question !== code && `${code} has no question about mitigation`,
    ].filter((fault) => typeof fault === 'string');
  });
}

function meets(condition: AskWhen, value: AnswerValue | undefined): boolean {
  if (value === undefined) return false;
  return 'is' in condition ? value === condition.is : Number(value) >= condition.atLeast;
}

function verdictOn(question: Question, answers: Answers, today: Day): Verdict {
  const { code, assessment } = question;
  const value = answers[code];
  const is = (verdict: Verdict['verdict'], reason: string, assessors = 0): Verdict => ({ question: code, verdict, reason, assessors });
  if (value === undefined) return is('unanswered', 'Not answered');
  const given = answerInWords(question, value);
  switch (assessment.rule) {
    case 'must-be':
      return value === assessment.value ? is('passes', given) : is('fails', assessment.otherwise);
    case 'pass-if':
      return passes(assessment.test, value, today) ? is('passes', given) : is('fails', assessment.otherwise);
    case 'discretionary':
      if (value !== assessment.concern) return is('passes', given);
      return is('needs-judgement', assessment.otherwise, assessment.assessors);
    case 'information':
      return is('information', 'For information');
  }
}

function passes(test: PassTest, value: AnswerValue, today: Day): boolean {
  if ('atLeast' in test) return Number(value) >= test.atLeast;
  if ('oneOf' in test) return test.oneOf.includes(String(value));
  if ('inDate' in test) return String(value) >= today;
  return String(value) <= today && String(value) >= addMonths(today, -test.withinMonths);
}
