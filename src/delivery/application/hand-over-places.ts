import { Injectable } from '@nestjs/common';
import { Clock, newId, type Actor } from '#libs/kernel';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import type { handOverCase, HandOver } from '../domain/hand-over.js';
import type { CaseEntity } from '../persistence/case.entity.js';
import { Assignable } from './assignable.js';

/** Where a case can go on its contract, and what deciding it must know. */
@Injectable()
export class HandOverPlaces {
  constructor(
    private readonly contracts: ContractDirectory,
    private readonly assignable: Assignable,
    private readonly clock: Clock,
  ) {}

  /** Ids of the organisations that deliver on a contract, the prime first. */
  async on({ contractId, primeOrganisationId }: Pick<CaseEntity, 'contractId' | 'primeOrganisationId'>): Promise<string[]> {
    const chain = await this.contracts.subcontractors(contractId);
    return [...new Set([primeOrganisationId, ...chain.map((each) => each.organisationId)])];
  }

  /** Read in the transaction: whoever is chosen stays authorised until it ends. */
  async factsFor(actor: Actor, row: CaseEntity, { organisationId, caseworkerId }: HandOver): Promise<Parameters<typeof handOverCase>[2]> {
    const assignment = await this.assignable.factsOf(caseworkerId, organisationId);
    return { id: newId(), now: this.clock.now(), today: this.clock.today(), by: actor.id, onContract: await this.on(row), assignment };
  }
}
