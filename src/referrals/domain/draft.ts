import { RuleBroken, type Creation, type Decision } from '#libs/kernel';
import type { PersonDetails, SentenceDetails, SupportDetails } from './referral.js';
import type { ReferralContent } from './send-referral.js';

/** Answers so far, keyed by question page; each is what that page's form read. */
export type DraftAnswers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A referral being written: saved answer by answer, seen by its writer only. */
export interface Draft {
  readonly id: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly contractId: string;
  readonly answers: DraftAnswers;
  readonly startedAt: Date;
  readonly savedAt: Date;
}

/** Starts a draft for one service. */
export function startDraft(draft: Draft): Creation<Draft> {
  return { row: draft };
}

/** Keeps one page's answers; the others stay as they were. */
export function answerDraft(draft: Draft, { page, answer, now }: { readonly page: string; readonly answer: Readonly<Record<string, unknown>>; readonly now: Date }): Decision<Draft> {
  return { changes: { answers: { ...draft.answers, [page]: answer }, savedAt: now } };
}

/** The draft's answers as one referral; throws RuleBroken `answers-missing` while a question is open. Pages validated each answer; sending validates their sense. */
export function contentOf(answers: DraftAnswers): ReferralContent {
  const all: Record<string, unknown> = Object.assign({}, ...Object.values(answers));
  const required = ['crn', 'firstName', 'lastName', 'dateOfBirth', 'gender', 'areaCode', 'location', 'sentenceEndsOn', 'riskSummary', 'completeBy', 'reason', 'categories'];
  const missing = required.filter((name) => all[name] === undefined);
  if (missing.length > 0) throw new RuleBroken('answers-missing', 'Answer every question before you send the referral');
  const categories = all['categories'] as readonly string[];
  return {
    ...person(all),
    ...sentence(all),
    ...support(all),
    needs: categories.map((categoryCode) => ({
      categoryCode,
      levelCode: String(answers[`level-${categoryCode}`]?.['level'] ?? ''),
      outcomeCodes: (answers[`outcomes-${categoryCode}`]?.['outcomes'] as readonly string[] | undefined) ?? [],
    })),
  };
}

/** The pages' forms made these values what they are said to be; sending judges their sense. */
type Said = Readonly<Record<string, unknown>>;

function person(all: Said): PersonDetails {
  const { crn, firstName, lastName, dateOfBirth, gender } = all as unknown as PersonDetails;
  return { crn, firstName, lastName, dateOfBirth, gender };
}

function sentence(all: Said): SentenceDetails {
  const { areaCode, location, prisonName, sentenceEndsOn, enforceableDays } = all as unknown as SentenceDetails;
  return { areaCode, location, prisonName: location === 'custody' ? (prisonName ?? null) : null, sentenceEndsOn, enforceableDays: enforceableDays ?? null };
}

function support(all: Said): SupportDetails {
  const { riskSummary, accessNeeds, interpreterLanguage, completeBy, reason } = all as unknown as SupportDetails;
  return { riskSummary, accessNeeds: accessNeeds ?? '', interpreterLanguage: interpreterLanguage ?? '', completeBy, reason };
}
