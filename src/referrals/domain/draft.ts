import type { Creation, Decision } from '#libs/kernel';
import { ensureAnswerAgrees } from './draft-content.js';

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
  ensureAnswerAgrees(page, answer, draft.answers);
  return { changes: { answers: { ...draft.answers, [page]: answer }, savedAt: now } };
}
