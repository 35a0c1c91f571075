import { Injectable } from '@nestjs/common';
import { ANSWER_WORKING_DAYS, Clock, dayOf, organisationsOf, workingDays, type Actor, type Day } from '#libs/kernel';
import { IdentityDirectory } from '../../identity/identity.public.js';
import type { Referral } from '../domain/referral.js';
import { ReferralQueries } from './referrals.queries.js';

/** How a referral came to the organisation that has it: from which to which, why and on which day. */
export interface HandedOn {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly on: Day;
}

/** Who is around a referral, and what its answer depends on. */
export interface Surroundings {
  readonly practitioner: string;
  /** The practitioner's team. */
  readonly office: string;
  readonly deliverer: string;
  readonly handedOn: HandedOn | null;
  /** The last day to answer it. */
  readonly answerDueOn: Day;
  readonly today: Day;
  /** Whether the reader manages the organisation that is to answer, and the lead provider. */
  readonly isToAnswer: boolean;
  readonly isLead: boolean;
}

/** Reads who is around a referral for its page. */
@Injectable()
export class ReferralSurroundings {
  constructor(
    private readonly identity: IdentityDirectory,
    private readonly queries: ReferralQueries,
    private readonly clock: Clock,
  ) {}

  /** The caller has read the referral. */
  async of(actor: Actor, { id, practitionerId, teamId, deliveringOrganisationId, primeOrganisationId, sentAt }: Referral): Promise<Surroundings> {
    const last = await this.queries.lastAllocation(id);
    const [people, teams, organisations] = await Promise.all([
      this.identity.people([practitionerId]),
      this.identity.teams([teamId]),
      this.identity.organisations([...new Set([deliveringOrganisationId, ...(last ? [last.fromOrganisationId, last.toOrganisationId] : [])])]),
    ]);
    const nameOf = (organisationId: string) => organisations.find((each) => each.id === organisationId)?.name ?? '';
    const managed = organisationsOf(actor, 'provider-manager');
    return {
      practitioner: people[0]?.name ?? '',
      office: teams[0]?.name ?? '',
      deliverer: nameOf(deliveringOrganisationId),
      handedOn: last && { from: nameOf(last.fromOrganisationId), to: nameOf(last.toOrganisationId), reason: last.reason, on: dayOf(last.madeAt) },
      answerDueOn: workingDays.add(dayOf(sentAt), ANSWER_WORKING_DAYS),
      today: this.clock.today(),
      isToAnswer: managed.includes(deliveringOrganisationId),
      isLead: managed.includes(primeOrganisationId),
    };
  }
}
