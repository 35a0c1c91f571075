import { addMonths, dayOf, daysBetween, type Day } from '#libs/kernel';
import { FRESH_FOR_MONTHS, type Answers, type AnswerValue, type Question } from './questionnaire.js';
import { valuesOf } from './questionnaire-words.js';

/** An answer somebody gave: what, when and who. `confirmed` when it was carried from earlier and said to be still true, instead of typed. */
export interface GivenAnswer {
  readonly questionCode: string;
  readonly value: AnswerValue;
  readonly saidAt: Date;
  readonly saidBy: string;
  readonly confirmed: boolean;
}

/** An answer of one application. */
export interface ApplicationAnswer extends GivenAnswer {
  readonly id: string;
  readonly applicationId: string;
}

/** How a question stands: `aged` and `expired` are carried answers that somebody must look at before they count. */
export type AnswerState = 'answered' | 'unanswered' | 'aged' | 'expired';

/** A question that is asked, with its answer so far. `isCarried`: said before this application began, and not since. */
export interface AskedAnswer {
  readonly question: Question;
  readonly given: ApplicationAnswer | null;
  readonly state: AnswerState;
  readonly isCarried: boolean;
}

/** The answers alone, by question code, as the rules of the questionnaire read them. */
export function answersOf(given: readonly GivenAnswer[]): Answers {
  return Object.fromEntries(given.map(({ questionCode, value }) => [questionCode, value]));
}

/** The newest of several answers to each question. */
export function newestOf(given: readonly GivenAnswer[]): GivenAnswer[] {
  const newest = new Map<string, GivenAnswer>();
  for (const each of given) {
    const known = newest.get(each.questionCode);
    if (!known || known.saidAt < each.saidAt) newest.set(each.questionCode, each);
  }
  return [...newest.values()];
}

/** Every question asked, in order, with how its answer stands on a day. */
export function askedAnswers(questions: readonly Question[], given: readonly ApplicationAnswer[], facts: { readonly startedAt: Date; readonly today: Day }): AskedAnswer[] {
  const byCode = new Map(given.map((each) => [each.questionCode, each]));
  return questions.map((question) => {
    const answer = byCode.get(question.code) ?? null;
    const isCarried = answer !== null && answer.saidAt < facts.startedAt;
    return { question, given: answer, isCarried, state: answer ? stateOf(question, { ...answer, isCarried }, facts.today) : 'unanswered' };
  });
}

/** Whether an answer waits to be given, or to be said again. */
export function needsAttention({ state }: AskedAnswer): boolean {
  return state !== 'answered';
}

/** Whether an answer waits to be said again: it is there, but too old to count. */
export function needsChecking({ state }: AskedAnswer): boolean {
  return state === 'aged' || state === 'expired';
}

/** The documents that answers name. */
export function documentsIn(asked: readonly AskedAnswer[]): string[] {
  return asked.flatMap(({ question, given }) => (question.answer.type === 'document' && given ? valuesOf(given.value) : []));
}

/** How many answers of an application were typed, and how many were carried from earlier: what "never asked twice" saves. */
export function countAnswers(given: readonly GivenAnswer[], startedAt: Date): { readonly typed: number; readonly carried: number } {
  const typed = given.filter(({ saidAt, confirmed }) => saidAt >= startedAt && !confirmed).length;
  return { typed, carried: given.length - typed };
}

/** How long ago a day was, as people say it: "today", "yesterday", "12 days ago", "14 months ago". */
export function ageInWords(saidOn: Day, today: Day): string {
  const days = daysBetween(saidOn, today);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  const months = wholeMonths(saidOn, today);
  if (months === 0) return `${days} days ago`;
  return months === 1 ? '1 month ago' : `${months} months ago`;
}

function stateOf({ answer, freshForMonths = FRESH_FOR_MONTHS, expires }: Question, given: GivenAnswer & { readonly isCarried: boolean }, today: Day): AnswerState {
  if (given.isCarried && answer.type === 'date' && expires && String(given.value) < today) return 'expired';
  const mustBeSaidAgain = given.isCarried && freshForMonths === 0;
  return mustBeSaidAgain || addMonths(dayOf(given.saidAt), freshForMonths) < today ? 'aged' : 'answered';
}

function wholeMonths(from: Day, to: Day): number {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) > to ? months - 1 : months;
}
