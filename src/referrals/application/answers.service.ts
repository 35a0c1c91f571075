import { Injectable } from '@nestjs/common';
import { Clock, newId, organisationsOf, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { allocateReferral, declineReferral, type Allocating, type Declining } from '../domain/answer-referral.js';
import { answersOf } from '../domain/draft-content.js';
import type { Referral } from '../domain/referral.js';
import { contentOfReferral } from '../domain/transfer.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { Alternatives, type Alternative } from './alternatives.js';
import { LimitedAccessService } from './limited-access.service.js';
import { ReferralQueries } from './referrals.queries.js';

/** What the provider's side answers to a waiting referral, besides accepting it: not us, or another of us. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contracts: ContractDirectory,
    private readonly alternatives: Alternatives,
    private readonly queries: ReferralQueries,
    private readonly access: LimitedAccessService,
    private readonly clock: Clock,
  ) {}

  /** Declines, perhaps suggesting a service that would take the person now. */
  decline(actor: Actor, id: string, answer: Declining): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.decline', entity: ReferralEntity, id }, async (referral) => {
      const suitable = answer.suggestedContractId ? (await this.suitableFor(referral)).map((each) => each.id) : [];
      return declineReferral(referral, answer, { now: this.clock.now(), suitable });
    });
  }

  /** Gives a waiting referral to a subcontractor on its contract, or back to the prime. */
  allocate(actor: Actor, id: string, to: Allocating): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.allocate', entity: ReferralEntity, id }, async (referral) => {
      await this.access.ensureNamedAt(referral, to.organisationId);
      const chain = await this.contracts.subcontractors(referral.contractId);
      const isPrime = organisationsOf(actor, 'provider-manager').includes(referral.primeOrganisationId);
      return allocateReferral(referral, to, { id: newId(), now: this.clock.now(), by: actor.id, onContract: chain.map((member) => member.organisationId), isPrime });
    });
  }

  /** Other services that would take the person of a referral now, those for most of the needs first. */
  async suitableFor(referral: Referral): Promise<Alternative[]> {
    const content = contentOfReferral(referral, await this.queries.needsOf(referral.id));
    return this.alternatives.of({ contractId: referral.contractId, answers: answersOf(content) });
  }
}
