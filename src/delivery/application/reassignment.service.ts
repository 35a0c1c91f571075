import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '#libs/kernel';
import { UnitOfWork, type EachResult } from '#libs/persistence';
import { ReferralDirectory } from '../../referrals/referrals.public.js';
import type { Case } from '../domain/case.js';
import { reassignCase, type NewCaseworker } from '../domain/reassignment.js';
import { CaseEntity } from '../persistence/case.entity.js';
import { Assignable } from './assignable.js';

/** Giving cases to another caseworker. */
@Injectable()
export class ReassignmentService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assignable: Assignable,
    private readonly referrals: ReferralDirectory,
    private readonly clock: Clock,
  ) {}

  /** Gives one case to an authorised caseworker of the organisation that delivers. */
  reassign(actor: Actor, id: string, to: NewCaseworker): Promise<CaseEntity> {
    return this.work.change({ actor, action: 'case.reassign', entity: CaseEntity, id }, (row) => this.decide(actor, row, to));
  }

  /** Gives each of several to one caseworker, and answers what became of each. */
  reassignEach(actor: Actor, ids: readonly string[], caseworkerId: string): Promise<EachResult[]> {
    return this.work.changeEach({ actor, action: 'case.reassign', entity: CaseEntity, ids: [...new Set(ids)] }, (row) => this.decide(actor, row, { caseworkerId }));
  }

  private async decide(actor: Actor, row: Case, to: NewCaseworker): Promise<ReturnType<typeof reassignCase>> {
    const assignment = await this.assignable.factsOf(to.caseworkerId, row.deliveringOrganisationId);
    const decision = reassignCase(row, to, { today: this.clock.today(), assignment });
    await this.referrals.markReassigned(actor, row.referralId, to.caseworkerId);
    return decision;
  }
}
