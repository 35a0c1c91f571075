import { ensure, type Decision } from '#libs/kernel';
import type { ReferralHandedOver } from '../referrals.public.js';
import { factsOf, type Referral, type ReferralStatus } from './referral.js';

/** Whom a referral goes to, and the ids of the practitioners of its team. */
export interface NewPractitioner {
  readonly practitionerId: string;
  readonly team: readonly string[];
}

/** What somebody still has to do something about: a declined referral may go to another service. */
const handedOn: readonly ReferralStatus[] = ['sent', 'accepted', 'declined'];

/** A colleague in the team takes a referral on, whoever had it. Throws RuleBroken `not-in-team`, `already-theirs` or `not-now`. */
export function handOverReferral(referral: Referral, { practitionerId, team }: NewPractitioner): Decision<Referral> {
  ensure(team.includes(practitionerId), 'not-in-team', 'Choose a practitioner of the team this referral belongs to', 'practitionerId');
  ensure(referral.practitionerId !== practitionerId, 'already-theirs', 'This practitioner already has the referral', 'practitionerId');
  ensure(handedOn.includes(referral.status), 'not-now', 'This referral is over, so there is nothing to hand over');
  const event: ReferralHandedOver = { type: 'referrals.handed-over', data: { ...factsOf(referral), practitionerId, fromPractitionerId: referral.practitionerId } };
  return { changes: { practitionerId }, events: [event] };
}
