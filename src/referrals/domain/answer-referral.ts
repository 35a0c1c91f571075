import { ensure, move, type Decision } from '#libs/kernel';
import type { ReferralAllocated, ReferralDeclined } from '../referrals.public.js';
import { factsOf, referralLifecycle, tooLate, type DeclineReason, type Referral } from './referral.js';
import type { Allocation } from './since-sent.js';

/** Why a provider says no, and the service it thinks would suit better, if any. */
export interface Declining {
  readonly reason: DeclineReason;
  readonly comment: string;
  readonly suggestedContractId?: string | null;
}

/** Which organisation should answer instead, and why. */
export interface Allocating {
  readonly organisationId: string;
  readonly reason: string;
}

/** What allocating must know: who else delivers on the contract, and whether the actor decides for the prime. */
export interface AllocationFacts {
  readonly id: string;
  readonly now: Date;
  readonly by: string;
  readonly onContract: readonly string[];
  readonly isPrime: boolean;
}

/** The provider says no, with a reason from the list and a comment the practitioner will read. `suitable`: contracts that would take the person now. */
export function declineReferral(referral: Referral, { reason, comment, suggestedContractId = null }: Declining, { now, suitable }: { readonly now: Date; readonly suitable: readonly string[] }): Decision<Referral> {
  const status = move(referralLifecycle, 'decline', referral.status, tooLate[referral.status]);
  ensure(suggestedContractId === null || suitable.includes(suggestedContractId), 'alternative-unsuitable', 'That service would not take this person now. Suggest another, or none.', 'suggestedContractId');
  return {
    changes: { status, answeredAt: now, answerReason: reason, answerComment: comment, suggestedContractId },
    events: [{ type: 'referrals.declined', data: factsOf(referral) } satisfies ReferralDeclined],
  };
}

/** The prime gives a waiting referral to an organisation on the contract or takes it back; a subcontractor gives it back to the prime. */
export function allocateReferral(referral: Referral, { organisationId, reason }: Allocating, { id, now, by, onContract, isPrime }: AllocationFacts): Decision<Referral> {
  const { primeOrganisationId, deliveringOrganisationId } = referral;
  ensure(referral.status === 'sent', 'not-now', `${tooLate[referral.status]}. Only a referral that is waiting for an answer can be given to another organisation.`);
  ensure([primeOrganisationId, ...onContract].includes(organisationId), 'not-on-contract', 'Choose an organisation that delivers on this contract', 'organisationId');
  ensure(isPrime || organisationId === primeOrganisationId, 'only-back', 'You can give this referral back to the lead provider only', 'organisationId');
  ensure(organisationId !== deliveringOrganisationId, 'organisation-same', 'This organisation has the referral already. Choose another.', 'organisationId');
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why another organisation should answer', 'reason');
  const allocation: Allocation = { id, referralId: referral.id, fromOrganisationId: deliveringOrganisationId, toOrganisationId: organisationId, reason, madeBy: by, madeAt: now };
  const event: ReferralAllocated = { type: 'referrals.allocated', data: { ...factsOf(referral), deliveringOrganisationId: organisationId } };
  return { changes: { deliveringOrganisationId: organisationId }, children: [{ child: 'allocations', insert: [allocation] }], events: [event] };
}
