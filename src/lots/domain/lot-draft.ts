import { RuleBroken, type Creation, type Decision } from '#libs/kernel';
import type { LotContent } from './lot.js';

/** Answers so far, keyed by question page. */
export type LotAnswers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A lot being described, question by question; its writer's alone. */
export interface LotDraft {
  readonly id: string;
  readonly createdBy: string;
  readonly answers: LotAnswers;
  readonly startedAt: Date;
}

/** Starts describing a lot. */
export function startLotDraft(draft: LotDraft): Creation<LotDraft> {
  return { row: draft };
}

/** Keeps one page's answers; the others stay as they were. */
export function answerLotDraft(draft: LotDraft, { page, answer }: { readonly page: string; readonly answer: Readonly<Record<string, unknown>> }): Decision<LotDraft> {
  return { changes: { answers: { ...draft.answers, [page]: answer } } };
}

const REQUIRED = ['vehicleCode', 'title', 'serviceTypeCode', 'areaCodes', 'genders', 'places', 'annualValueFromPence', 'annualValueToPence', 'startsOn', 'endsOn'];

/** The answers as one lot; throws RuleBroken `answers-missing` while a question is open. */
export function lotContentOf(answers: LotAnswers): LotContent {
  const all: Record<string, unknown> = Object.assign({}, ...Object.values(answers));
  if (REQUIRED.some((name) => all[name] === undefined)) throw new RuleBroken('answers-missing', 'Answer every question before you make the lot');
  const { genders, places, minimumAge = null, maximumAge = null, minimumFinancialBandPence = null, ...rest } = all;
  const has = (list: unknown, value: string) => Array.isArray(list) && list.includes(value);
  return {
    ...(rest as unknown as LotContent),
    takesMen: has(genders, 'men'),
    takesWomen: has(genders, 'women'),
    takesCustody: has(places, 'custody'),
    takesCommunity: has(places, 'community'),
    minimumAge: minimumAge as number | null,
    maximumAge: maximumAge as number | null,
    minimumFinancialBandPence: minimumFinancialBandPence as number | null,
  };
}
