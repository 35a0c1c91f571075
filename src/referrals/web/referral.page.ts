import { canMove, dayOf } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import type { ContractSummary } from '../../contracts/contracts.public.js';
import type { Offer } from '../application/offers.js';
import { isAmendable } from '../domain/amendment.js';
import { asWritten } from '../domain/redaction.js';
import { declineReasons, referralLifecycle, type DeclineReason, type Referral } from '../domain/referral.js';
import { endReasons, type EndReasonCode, type ReferredNeed } from '../referrals.public.js';
import { contentSections, sourceRows } from './content.rows.js';

/** How a referral's state reads, and the colour of its tag. */
export const statusTags = {
  sent: { text: 'Waiting for an answer', colour: 'blue' },
  accepted: { text: 'Accepted', colour: 'green' },
  declined: { text: 'Declined', colour: 'red' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
  ended: { text: 'Ended', colour: 'grey' },
} as const;

interface Shown {
  readonly referral: Referral;
  readonly needs: readonly ReferredNeed[];
  readonly contract: ContractSummary;
  readonly offer: Offer;
  readonly may: readonly string[];
  readonly practitioner: string;
  /** The practitioner's team. */
  readonly office: string;
  readonly deliverer: string;
}

/** One referral for whoever may read it; buttons for what the reader may do now. */
export function referralPage({ referral, needs, contract, offer, may, practitioner, office, deliverer }: Shown): object {
  const now = (action: 'accept' | 'decline' | 'withdraw') => may.includes(`referral.${action}`) && canMove(referralLifecycle, action, referral.status);
  const seesWritten = may.includes('referral.read-written');
  const details = seesWritten ? { ...referral, ...asWritten(referral) } : referral;
  return {
    referral,
    name: `${referral.firstName} ${referral.lastName}`,
    statusTags,
    ...contentSections(details, { needs, offer, on: dayOf(referral.sentAt) }),
    service: [
      { label: 'Service', value: contract.title },
      { label: 'Delivered by', value: deliverer },
      { label: 'Referred by', value: [practitioner, office] },
    ],
    withholds: seesWritten && referral.redactions !== null,
    sources: seesWritten ? sourceRows(referral.sources, offer) : [],
    answer: answerRows(referral),
    mayAccept: now('accept'),
    mayDecline: now('decline'),
    mayWithdraw: now('withdraw'),
    mayAllocate: may.includes('referral.allocate') && referral.status === 'sent',
    mayAmend: may.includes('referral.amend') && isAmendable(referral),
    mayReferAgain: may.includes('referral.refer-again') && ['declined', 'withdrawn', 'ended'].includes(referral.status),
    mayTransfer: may.includes('referral.transfer') && referral.status === 'sent',
    mayChooseAnother: may.includes('referral.transfer') && referral.status === 'declined',
    mayLimit: may.includes('referral.limit'),
    hasCase: referral.status === 'accepted' || referral.status === 'ended',
  };
}

function answerRows({ status, answerReason, answerComment }: Referral): AnswerRow[] {
  if (!answerReason) return [];
  const reason = status === 'declined' ? declineReasons[answerReason as DeclineReason] : endReasons[answerReason as EndReasonCode];
  return [
    { label: status === 'declined' ? 'Why it was declined' : 'Why it was withdrawn', value: reason },
    { label: 'Comment', value: answerComment ?? '' },
  ];
}
