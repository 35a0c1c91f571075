import { dayOf, StaleRecord, type Creation, type Decision, type DomainEvent } from '#libs/kernel';
import type { DraftFacts, DraftKept } from '../referrals.public.js';
import { ensureAnswerAgrees, type DraftAnswers } from './draft-content.js';
import { stampOf } from './draft-stamp.js';

export type { DraftAnswers };

/** A referral being written: saved answer by answer, seen by its writer only. */
export interface Draft {
  readonly id: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly contractId: string;
  /** The commissioner's rule chooses among the services that fit when it is sent; until then the contract is one of them. */
  readonly toBest: boolean;
  readonly answers: DraftAnswers;
  readonly startedAt: Date;
  readonly savedAt: Date;
  /** The referral it was copied from. */
  readonly copiedFromId: string | null;
  readonly handedById: string | null;
  readonly handedAt: Date | null;
  readonly handoverNote: string | null;
  /** When its writer was told that it will be deleted; answering takes it back. */
  readonly warnedAt: Date | null;
  /** When its writer was told that its service no longer takes referrals. */
  readonly strandedAt: Date | null;
}

/** What a draft begins with. */
export type NewDraft = Pick<Draft, 'id' | 'practitionerId' | 'teamId' | 'contractId' | 'answers' | 'startedAt' | 'savedAt'> & Partial<Pick<Draft, 'toBest' | 'copiedFromId'>>;

/** One page's answer. `seen`: the stamp of the answer the page showed. */
export interface PageAnswered {
  readonly page: string;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly now: Date;
  readonly seen?: string | undefined;
}

/** What a second tab is told. */
export const CHANGED_ELSEWHERE = 'This answer was changed in another tab or window while you were here. Nothing of yours is lost: read what was saved, then continue to save what you typed instead.';

/** Starts a draft for one service. */
export function startDraft(draft: NewDraft): Creation<Draft> {
  return { row: { toBest: false, copiedFromId: null, handedById: null, handedAt: null, handoverNote: null, warnedAt: null, strandedAt: null, ...draft } };
}

/** Keeps one page's answers; the others stay as they were. Throws StaleRecord when this page's answer is not the one its page showed. */
export function answerDraft(draft: Draft, { page, answer, now, seen }: PageAnswered): Decision<Draft> {
  ensureSeen(draft, page, seen);
  ensureAnswerAgrees(page, answer, { answers: draft.answers, today: dayOf(now) });
  return { changes: { answers: { ...draft.answers, [page]: answer }, savedAt: now, warnedAt: null }, events: keptEvents(draft) };
}

/** Throws StaleRecord when the page's answer changed after it was shown. */
export function ensureSeen({ answers }: Pick<Draft, 'answers'>, page: string, seen: string | undefined): void {
  if (seen !== undefined && seen !== stampOf(answers, page)) throw new StaleRecord(CHANGED_ELSEWHERE);
}

/** Saving takes back a warning, and takes up what a colleague handed over. */
export function keptEvents(draft: Draft): readonly DomainEvent[] {
  const isNew = draft.handedAt !== null && draft.savedAt <= draft.handedAt;
  return draft.warnedAt !== null || isNew ? [{ type: 'referrals.draft-kept', data: draftFacts(draft) } satisfies DraftKept] : [];
}

/** What every event about a draft carries: ids, never the person. */
export function draftFacts({ id, practitionerId, teamId, contractId }: Draft): DraftFacts {
  return { draftId: id, practitionerId, teamId, contractId };
}
