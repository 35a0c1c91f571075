import { sentence, type Attempt } from '#libs/web';
import type { DraftListed } from '../application/draft-list.js';

/** The list of drafts, saved last first; `isNoneTicked`: somebody went on without selecting one. */
export function draftList(drafts: readonly DraftListed[], links: { readonly first: string | null; readonly next: string | null }, isNoneTicked: boolean): object {
  const attempt: Attempt = { values: {}, errors: isNoneTicked && drafts.length > 1 ? [{ field: 'draft-1', message: 'Select at least one draft to hand over' }] : [] };
  return {
    attempt,
    links,
    drafts: drafts.map((draft) => ({
      id: draft.id,
      name: draftName(draft),
      service: serviceOf(draft),
      isOpen: draft.isOpen,
      begun: draft.age === 0 ? 'Today' : draft.age === 1 ? 'Yesterday' : `${draft.age} days ago`,
      savedAt: draft.savedAt,
      missing: missingOf(draft),
      deleted: draft.daysLeft === 0 ? 'Tonight' : draft.daysLeft === 1 ? 'Tomorrow' : `In ${draft.daysLeft} days`,
      handedBy: draft.handedBy,
      note: draft.handoverNote,
      href: `/drafts/${draft.id}`,
      handOver: `/drafts/${draft.id}/hand-over`,
      delete: `/drafts/${draft.id}/delete`,
    })),
  };
}

/** Whom a draft is about, as far as it says. */
export function draftName({ personName, crn }: DraftListed): string {
  return personName ?? crn ?? 'Name not given yet';
}

/** Which service a draft is for. */
export function serviceOf({ toBest, service }: DraftListed): string {
  return toBest ? `Chosen when you send (for example ${service})` : service;
}

function missingOf({ missing, hasText }: DraftListed): string {
  const words = missing.length === 0 ? 'Nothing: ready to check and send' : sentence(missing.join(', '));
  return hasText ? `${words}. Some text is half-written` : words;
}
