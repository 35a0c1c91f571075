import type { Sitting } from '../application/sittings.js';
import { needsAttention, needsChecking, type AskedAnswer } from '../domain/given-answer.js';

/** Last part of the address of the next thing that needs somebody, after a question or from the start; the check page once nothing does. */
export function nextPart({ application, asked }: Pick<Sitting, 'application' | 'asked'>, after?: string): string {
  if (application.categoryCodes.length === 0) return 'categories';
  if (application.areaCodes.length === 0) return 'areas';
  const from = asked.findIndex(({ question }) => question.code === after) + 1;
  const next = [...asked.slice(from), ...asked.slice(0, from)].find(needsAttention);
  return next ? partOf(next, asked) : 'check-answers';
}

/** Where a question is answered: on its own page, or with the other earlier answers of its section, which one button confirms. */
export function partOf(answer: AskedAnswer, asked: readonly AskedAnswer[]): string {
  const { section, code } = answer.question;
  const toCheck = asked.filter((each) => each.question.section === section && needsChecking(each));
  return needsChecking(answer) && toCheck.length > 1 ? `sections/${section}/earlier` : `questions/${code}`;
}

/** Last part of the address of the question before; empty (the task list) before the first of a section. */
export function partBefore({ asked }: Pick<Sitting, 'asked'>, code: string): string {
  const at = asked.findIndex(({ question }) => question.code === code);
  const [question, before] = [asked[at]?.question, asked[at - 1]?.question];
  return question && before?.section === question.section ? `questions/${before.code}` : '';
}
