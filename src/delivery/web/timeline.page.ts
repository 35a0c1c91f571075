import type { StoryDetail } from '../../referrals/referrals.public.js';
import type { Timeline } from '../application/timelines.js';

/** The timeline from a referral's or a case's page: newest first, each with who, what, before and after. */
export function timelinePage({ referral, entries }: Timeline, back: string): object {
  return {
    ...{ back, reference: referral.reference, personName: referral.personName },
    entries: entries.map(({ details, ...entry }) => ({ ...entry, rows: details.map((detail) => ({ label: detail.label, value: beforeAndAfter(detail, entry.action) })) })),
  };
}

/** "1 June → 1 July". What was only said, such as a reason, has no before; an answer that was empty had nothing. */
export function beforeAndAfter({ label, before, after }: StoryDetail, action: string): string {
  const isAnswer = before !== null || (action === 'referral.amend' && label !== 'Reason');
  return isAnswer ? `${before ?? 'Nothing'} → ${after ?? 'nothing'}` : (after ?? '');
}
