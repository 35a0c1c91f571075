import { parseDay } from '#libs/kernel';
import { newestOf, type GivenAnswer } from './given-answer.js';
import { questionOf } from './questionnaire-asked.js';
import type { AnswerType, AnswerValue, Questionnaire } from './questionnaire.js';

/** Whose word an answer is when it comes from the organisation's registration. */
export const REGISTRATION = 'registration';

/** Of all that an organisation said before, what answers a question of today's questionnaire: the newest of each, where it still fits. Declarations are made afresh. */
export function carriedAnswers(said: readonly GivenAnswer[], questionnaire: Questionnaire): GivenAnswer[] {
  return newestOf(said).filter(({ questionCode, value }) => {
    const answer = questionOf(questionnaire, questionCode)?.answer;
    return answer !== undefined && fits(answer, value);
  });
}

/** What a registration says that an application would ask. */
export function registeredAnswers({ turnoverPence, addedAt }: { readonly turnoverPence: number | null; readonly addedAt: Date }, turnoverCode: string): GivenAnswer[] {
  if (turnoverPence === null) return [];
  return [{ questionCode: turnoverCode, value: turnoverPence, saidAt: addedAt, saidBy: REGISTRATION, confirmed: false }];
}

/** Whether an answer given to an earlier version of a question is one that could be given today. */
function fits(answer: AnswerType, value: AnswerValue): boolean {
  switch (answer.type) {
    case 'yes-no':
      return value === 'yes' || value === 'no';
    case 'choice':
      return answer.options.some((option) => option.value === value);
    case 'multi':
      return isList(value) && value.length > 0 && value.every((each) => answer.options.some((option) => option.value === each));
    case 'document':
      return isList(value) && value.length > 0 && value.length <= answer.files;
    case 'text':
      return typeof value === 'string';
    case 'money':
      return typeof value === 'number';
    case 'number':
      return typeof value === 'number' && value >= answer.least && value <= answer.most;
    case 'date':
      return typeof value === 'string' && parseDay(value) !== null;
    case 'declaration':
      return false;
  }
}

function isList(value: AnswerValue): value is readonly string[] {
  return Array.isArray(value);
}
