import type { Attempt } from '#libs/web';
import type { Access } from '../application/limited-access.service.js';
import type { NamedCandidate } from '../application/reader-candidates.js';

const roles = { practitioner: 'Practitioner', 'provider-manager': 'Manager', caseworker: 'Caseworker' } as const;

/** People as choices, each once; those who always see it are left out. */
export function readerItems(candidates: readonly NamedCandidate[], always: readonly string[]): { readonly value: string; readonly text: string; readonly hint: string }[] {
  const people = [...new Map(candidates.map((each) => [each.userId, each.name]))].filter(([id]) => !always.includes(id));
  return people.map(([value, text]) => {
    const places = candidates.filter((each) => each.userId === value).map((each) => `${roles[each.role]}, ${each.organisationName}`);
    return { value, text, hint: places.join('; ') };
  });
}

/** Who can see a referral, and the form to limit or change it. */
export function accessPage({ referral, readers, candidates, always, decision }: Access, attempt: Attempt, now: readonly { readonly id: string; readonly name: string }[]): object {
  return {
    attempt,
    reference: referral.reference,
    revision: referral.revision,
    isLimited: referral.restricted,
    back: `/referrals/${referral.id}`,
    lift: referral.restricted ? `/referrals/${referral.id}/access/lift` : null,
    readers: readers.map(({ name }) => name),
    always: now.filter(({ id }) => always.includes(id)).map(({ name }) => name),
    people: readerItems(candidates, always),
    decision: decision && { ...decision, what: decision.isLimited ? 'Access was limited' : 'The limit was lifted' },
  };
}
