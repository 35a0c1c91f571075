import { addMonths, dayOf, daysBetween, type ChildChange, type Day } from '#libs/kernel';
import { newestOf, type GivenAnswer } from './given-answer.js';
import { FRESH_FOR_MONTHS, type AnswerValue, type Question } from './questionnaire.js';

/** What a member has said and stands by: copied from the applications it was admitted by, kept up to date since. `expiresOn` is the last day evidence holds; `warnedDays` the last warning given about it. */
export interface StandingAnswer {
  readonly id: string;
  readonly membershipId: string;
  readonly questionCode: string;
  readonly value: AnswerValue;
  readonly saidAt: Date;
  readonly saidBy: string;
  readonly expiresOn: Day | null;
  readonly warnedDays: number | null;
}

/** What of a question says how long an answer to it lasts. */
export interface Lasting {
  readonly label: string;
  readonly expires: boolean;
  readonly freshForMonths: number;
}

/** How an answer stands today: evidence that ran out, evidence that will within 60 days, words said too long ago, or nothing to do. */
export type Standing = 'expired' | 'expiring' | 'stale' | 'sound';

/** Days before its last day on which evidence counts as running out. */
export const EXPIRING_DAYS = 60;

/** A standing answer with what its question and today make of it. */
export interface AgedAnswer {
  readonly answer: StandingAnswer;
  readonly label: string;
  readonly standing: Standing;
  readonly monthsOld: number;
  /** Days evidence still holds, negative once it ran out; null for what does not expire. */
  readonly daysLeft: number | null;
}

/** What an answer's question says of how long it lasts; a question that is gone says nothing. */
export function lastingOf(question: Question | undefined, code: string): Lasting {
  return { label: question?.label ?? question?.text ?? code, expires: question?.expires === true, freshForMonths: question?.freshForMonths ?? FRESH_FOR_MONTHS };
}

/** How old an answer is and whether it still stands on a day. Words are stale after the months their question says; evidence only ever expires. */
export function aged(answer: StandingAnswer, { label, freshForMonths }: Lasting, today: Day): AgedAnswer {
  const saidOn = dayOf(answer.saidAt);
  const daysLeft = answer.expiresOn === null ? null : daysBetween(today, answer.expiresOn);
  const isStale = daysLeft === null && addMonths(saidOn, freshForMonths) < today;
  const standing = daysLeft === null ? (isStale ? 'stale' : 'sound') : daysLeft < 0 ? 'expired' : daysLeft <= EXPIRING_DAYS ? 'expiring' : 'sound';
  return { answer, label, standing, monthsOld: monthsBetween(saidOn, today), daysLeft };
}

/** Facts for writing standing answers: what each question says, and fresh ids. */
export interface StandingFacts {
  readonly membershipId: string;
  readonly current: readonly StandingAnswer[];
  readonly lasting: (questionCode: string) => Lasting;
  readonly newId: () => string;
}

/** The answers of an application beside those that stand: for each question the one said last. Also answers how they then stand. */
export function takeAnswers(given: readonly GivenAnswer[], { membershipId, current, lasting, newId }: StandingFacts): { readonly change: ChildChange; readonly standing: readonly StandingAnswer[] } {
  const known = new Map(current.map((answer) => [answer.questionCode, answer]));
  const insert: StandingAnswer[] = [];
  const update: { id: string; set: Partial<StandingAnswer> }[] = [];
  for (const each of newestOf(given)) {
    const said = saidAgain(each, lasting(each.questionCode));
    const before = known.get(each.questionCode);
    if (before && before.saidAt > each.saidAt) continue;
    if (before) update.push({ id: before.id, set: said });
    else insert.push({ id: newId(), membershipId, questionCode: each.questionCode, ...said });
  }
  const standing = [...current.map((answer) => ({ ...answer, ...update.find(({ id }) => id === answer.id)?.set })), ...insert];
  return { change: { child: 'answers', insert, update }, standing };
}

/** The columns of an answer said now: whoever renews evidence is warned afresh. */
export function saidAgain({ value, saidAt, saidBy }: Pick<GivenAnswer, 'value' | 'saidAt' | 'saidBy'>, { expires }: Lasting): Pick<StandingAnswer, 'value' | 'saidAt' | 'saidBy' | 'expiresOn' | 'warnedDays'> {
  return { value, saidAt, saidBy, expiresOn: expires ? (String(value) as Day) : null, warnedDays: null };
}

/** The evidence that has run out by a day. */
export function expiredOn(answers: readonly StandingAnswer[], today: Day): StandingAnswer[] {
  return answers.filter(({ expiresOn }) => expiresOn !== null && expiresOn < today);
}

/** Whole months from one day to another. */
export function monthsBetween(from: Day, to: Day): number {
  let months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  if (addMonths(from, months) > to) months -= 1;
  return Math.max(0, months);
}
