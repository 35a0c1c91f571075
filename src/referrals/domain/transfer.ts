import { ensure, type Decision } from '#libs/kernel';
import type { ReferralTransferred, ReferredNeed } from '../referrals.public.js';
import { amendableOf } from './amendment.js';
import type { ReferralContent } from './referral-content.js';
import { factsOf, type Referral } from './referral.js';
import type { Onward } from './since-sent.js';

/** What a referral says, as it was written: to be sent to another service without typing it again. */
export function contentOfReferral(referral: Referral, needs: readonly ReferredNeed[]): ReferralContent {
  const { crn, dateOfBirth, gender } = referral;
  return { ...amendableOf(referral, needs), crn, dateOfBirth, gender };
}

/** A draft for another service begins with what this referral says. Throws RuleBroken where it has already gone on, or still waits for an answer. */
export function goOnwards(referral: Referral, onward: Omit<Onward, 'referralId'>): Decision<Referral> {
  ensureNotTransferred(referral);
  ensure(referral.status !== 'sent', 'not-now', 'This referral is waiting for an answer. Withdraw or transfer it before you send it to another service.');
  return { children: [{ child: 'onward', insert: [{ ...onward, referralId: referral.id }] }] };
}

/** Going on means at another service. Throws RuleBroken (service-same). */
export function ensureElsewhere(referral: Referral, contractId: string): void {
  ensure(contractId !== referral.contractId, 'service-same', 'This referral is at that service already. Choose another.', 'contractId');
}

/** Another referral, at another service, goes on from this one. */
export function transferTo(referral: Referral, nextId: string): Decision<Referral> {
  ensureNotTransferred(referral);
  const event: ReferralTransferred = { type: 'referrals.transferred', data: { ...factsOf(referral), nextReferralId: nextId } };
  return { changes: { transferredToId: nextId }, events: [event] };
}

/** This referral goes on from an earlier one, at another service. */
export function transferFrom(earlierId: string): Decision<Referral> {
  return { changes: { transferredFromId: earlierId } };
}

function ensureNotTransferred({ transferredToId }: Referral): void {
  ensure(transferredToId === null, 'already-transferred', 'This referral has already been sent on to another service');
}
