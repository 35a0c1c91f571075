import { firstAttempt, type AnswerRow, type Attempt, type Journey } from '#libs/web';
import type { OpenDraft } from '../application/draft-checks.js';
import type { DraftText } from '../application/draft-texts.js';
import { stampOf } from '../domain/draft-stamp.js';
import { valuesOf } from './question.page.js';

/** One question page, with what was half-written there and what somebody has just tried. */
interface Typed {
  readonly open: OpenDraft;
  readonly journey: Journey;
  readonly step: string;
  readonly text: DraftText | null;
  readonly attempt?: Attempt | undefined;
}

/** What the page's form shows first: half-written text as it was left, else the answer, else what is known. A copied page is filled up with what is known now. */
export function attemptOf({ open, step, text, attempt }: Typed): Attempt {
  if (attempt) return attempt;
  if (!text) return firstAttempt(valuesOf(open, step));
  return firstAttempt(isCopied(open, text) ? { ...valuesOf(open, step), ...text.typed } : text.typed);
}

/** How the page saves while somebody types; and the saved answer beside the form, where the form shows another because of half-written text or a second tab. */
export function typingPart({ open, journey, step, text, attempt }: Typed): { readonly autosave: object } {
  const { draft } = open;
  const stamp = stampOf(draft.answers, step);
  const seen = attempt?.values['seen'];
  const isElsewhere = typeof seen === 'string' && seen !== stamp;
  const isHalf = text !== null && !attempt && !isCopied(open, text);
  return {
    autosave: {
      action: `/drafts/${draft.id}/${step}/autosave`,
      seen: stamp,
      text: text?.version ?? 0,
      typedAt: isHalf ? text.typedAt : null,
      saved: isElsewhere || isHalf ? savedRows(journey, step, open) : [],
    },
  };
}

function savedRows(journey: Journey, step: string, { draft }: OpenDraft): readonly AnswerRow[] {
  const answer = draft.answers[step];
  return answer ? (journey.step(step).shows?.(answer, draft.answers) ?? []) : [];
}

function isCopied({ draft }: OpenDraft, text: DraftText): boolean {
  return draft.copiedFromId !== null && text.typedAt <= draft.startedAt;
}
