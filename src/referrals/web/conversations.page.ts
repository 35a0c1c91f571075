import type { Attempt } from '#libs/web';
import type { MessageRow, WaitingConversation } from '../application/conversations.queries.js';
import type { Referral } from '../domain/referral.js';
import type { ReferralSide } from '../referrals.public.js';

const sides: Record<ReferralSide, string> = { practitioner: 'Probation', provider: 'Provider' };

/** What the page of a conversation is made of; `earlier`: cursor of the messages before those shown. */
export interface ShownConversation {
  readonly referral: Pick<Referral, 'id' | 'reference' | 'status' | 'firstName' | 'lastName'>;
  readonly side: ReferralSide;
  readonly messages: readonly MessageRow[];
  readonly earlier: string | null;
  readonly isLatest: boolean;
  readonly attempt: Attempt;
}

/** A conversation, newest last, with who wrote and who has read each message. */
export function conversationPage({ referral, side, messages, earlier, isLatest, attempt }: ShownConversation): object {
  const page = `/referrals/${referral.id}/messages`;
  const hasCase = referral.status === 'accepted' || referral.status === 'ended';
  return {
    attempt,
    isLatest,
    reference: referral.reference,
    personName: `${referral.firstName} ${referral.lastName}`,
    page,
    links: { referral: `/referrals/${referral.id}`, case: hasCase ? `/referrals/${referral.id}/case` : null, earlier: earlier ? `${page}?before=${earlier}` : null },
    otherSide: side === 'practitioner' ? 'the provider' : 'the practitioner',
    messages: messages.map((each) => ({ ...each, from: sides[each.side] })),
  };
}

/** Conversations that wait for the reader. */
export function waitingPage(rows: readonly WaitingConversation[]): object {
  return { rows: rows.map((row) => ({ ...row, href: `/referrals/${row.referralId}/messages` })) };
}
