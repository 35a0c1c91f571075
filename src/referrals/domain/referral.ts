import { lifecycle, move, type Decision } from '#libs/kernel';
import type { EndReasonCode, ReferralAccepted, ReferralWithdrawn } from '../referrals.public.js';
import type { Redactions } from './redaction.js';
import type { ReferralDetails, Sources } from './referral-content.js';
import type { SinceSent } from './since-sent.js';

export const referralStatuses = ['sent', 'accepted', 'declined', 'withdrawn', 'ended'] as const;
export type ReferralStatus = (typeof referralStatuses)[number];

export const referralLifecycle = lifecycle(referralStatuses, {
  send: { from: null, to: 'sent' },
  accept: { from: ['sent'], to: 'accepted' },
  decline: { from: ['sent'], to: 'declined' },
  withdraw: { from: ['sent'], to: 'withdrawn' },
  end: { from: ['accepted'], to: 'ended' },
});

/** Reasons a provider may give for declining. */
export const declineReasons = {
  'no-capacity': 'No places in time',
  'does-not-fit': 'The person does not fit the service',
  'more-information-needed': 'Not enough information to decide',
  'risk-too-high': 'We cannot manage the risk safely',
  'known-to-us': 'We are already working with the person',
  other: 'Another reason',
} as const;
export type DeclineReason = keyof typeof declineReasons;

/** One category asked for. */
export interface ReferralNeed {
  readonly id: string;
  readonly referralId: string;
  readonly categoryCode: string;
  readonly levelCode: string;
  readonly outcomeCodes: string[];
}

/** A sent referral. */
export interface Referral extends ReferralDetails, SinceSent {
  readonly id: string;
  readonly reference: string;
  readonly contractId: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly primeOrganisationId: string;
  readonly deliveringOrganisationId: string;
  readonly caseworkerId: string | null;
  readonly regionCode: string;
  readonly restricted: boolean;
  /** The risk texts as written; null where nothing was withheld. For the referring side alone. */
  readonly redactions: Redactions | null;
  /** Where prefilled answers came from. For the referring side alone. */
  readonly sources: Sources;
  readonly status: ReferralStatus;
  readonly sentAt: Date;
  /** When it was accepted, declined or withdrawn. */
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly answerReason: string | null;
  readonly answerComment: string | null;
}

/** What became of a referral, told to whoever is too late. */
export const tooLate: Record<ReferralStatus, string> = {
  sent: 'This referral is waiting for an answer',
  accepted: 'This referral has already been accepted',
  declined: 'This referral has already been declined',
  withdrawn: 'This referral was withdrawn',
  ended: 'This referral has ended',
};

/** The provider takes the referral; delivery opens the case. Only a sent referral can be accepted. */
export function acceptReferral(referral: Referral, { now, caseworkerId }: { readonly now: Date; readonly caseworkerId: string }): Decision<Referral> {
  const status = move(referralLifecycle, 'accept', referral.status, tooLate[referral.status]);
  return { changes: { status, caseworkerId, answeredAt: now }, events: [{ type: 'referrals.accepted', data: factsOf(referral) } satisfies ReferralAccepted] };
}

/** The practitioner takes the referral back before anyone accepted it; a comment is always required (DOMAIN: referral). */
export function withdrawReferral(referral: Referral, answer: { readonly now: Date; readonly code: EndReasonCode; readonly comment: string }): Decision<Referral> {
  const status = move(referralLifecycle, 'withdraw', referral.status, tooLate[referral.status]);
  return {
    changes: { status, answeredAt: answer.now, answerReason: answer.code, answerComment: answer.comment },
    events: [{ type: 'referrals.withdrawn', data: factsOf(referral) } satisfies ReferralWithdrawn],
  };
}

/** The case is over, and the referral with it. */
export function endReferral(referral: Referral, { now }: { readonly now: Date }): Decision<Referral> {
  return { changes: { status: move(referralLifecycle, 'end', referral.status, tooLate[referral.status]), endedAt: now } };
}

/** What every event about a referral carries: ids, never the person. */
export function factsOf(referral: Referral): ReferralAccepted['data'] {
  const { id, reference, contractId, deliveringOrganisationId, primeOrganisationId, practitionerId, teamId, regionCode } = referral;
  return { referralId: id, reference, contractId, deliveringOrganisationId, primeOrganisationId, practitionerId, teamId, regionCode };
}
