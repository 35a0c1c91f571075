import { Injectable } from '@nestjs/common';
import { must, type Actor } from '#libs/kernel';
import type { HistoryRow } from '#libs/persistence';
import type { AgedAnswer } from '../domain/standing-answer.js';
import type { MembershipEntity } from '../persistence/membership.entity.js';
import type { BandRule } from '../providers.public.js';
import { MembershipFacts, type VehicleQuestions } from './membership-facts.js';
import { MembershipService } from './membership.service.js';
import { MembershipQueries, type AdmissionRow } from './memberships.queries.js';
import { ProviderQueries } from './providers.queries.js';
import { StandingAnswersService } from './standing-answers.service.js';

/** A membership with everything its page shows. */
export interface OpenedMembership {
  readonly member: MembershipEntity;
  readonly providerName: string;
  readonly vehicleName: string;
  readonly rule: BandRule;
  readonly admissions: readonly AdmissionRow[];
  readonly answers: readonly AgedAnswer[];
  readonly question: VehicleQuestions['question'];
}

/** Opens memberships for their organisation and those who commission. */
@Injectable()
export class OpenedMemberships {
  constructor(
    private readonly memberships: MembershipService,
    private readonly queries: MembershipQueries,
    private readonly standing: StandingAnswersService,
    private readonly facts: MembershipFacts,
    private readonly providers: ProviderQueries,
  ) {}

  /** A membership whose standing the actor may read; with an action, one it may also act on. */
  async open(actor: Actor, id: string, action?: string): Promise<OpenedMembership> {
    const member = await this.memberships.membership(actor, id, action);
    const [provider] = await this.providers.summaries([member.providerId]);
    const { vehicle, question } = await this.facts.questions(member.vehicleCode);
    return {
      member,
      providerName: must(provider, 'the provider of a membership').name,
      vehicleName: vehicle.name,
      rule: vehicle.bandRule,
      admissions: await this.queries.admissions(id),
      answers: await this.standing.of(member),
      question,
    };
  }

  /** Everything that happened to it, newest first. The caller has opened it. */
  changes(id: string): Promise<HistoryRow[]> {
    return this.queries.changes(id);
  }
}
