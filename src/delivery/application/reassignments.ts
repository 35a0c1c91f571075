import { Injectable } from '@nestjs/common';
import { Clock, newId, systemActor } from '#libs/kernel';
import { Database, sql, UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import type { StoppedBecause } from '../delivery.public.js';
import { finishReassignment, openReassignment, repeatReassignment, type Reassignment } from '../domain/reassignment.js';
import { ReassignmentEntity } from '../persistence/reassignment.entity.js';

/** A caseworker in the organisation they work for. */
export interface Worker {
  readonly userId: string;
  readonly organisationId: string;
}

interface Waiting extends Pick<Reassignment, 'contractId' | 'primeOrganisationId' | 'regionCode'> {
  readonly cases: number;
}

/** Keeps which open cases wait for another caseworker. Written by projections only. */
@Injectable()
export class Reassignments {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly contracts: ContractDirectory,
    private readonly clock: Clock,
  ) {}

  /** Someone may no longer work: their open cases wait for somebody else. */
  async stopped({ userId, organisationId }: Worker, cause: StoppedBecause): Promise<void> {
    await this.database.run(sql`
      update delivery.caseload set to_reassign = true where caseworker_id = ${userId} and delivering_organisation_id = ${organisationId} and stage = 'open'`);
    const waiting = await this.database.rows<Waiting>(sql`
      select contract_id, prime_organisation_id, region_code, count(*)::int as cases from delivery.caseload
      where caseworker_id = ${userId} and delivering_organisation_id = ${organisationId} and to_reassign group by 1, 2, 3 order by 1`);
    for (const each of waiting) await this.open({ userId, organisationId }, each, cause);
  }

  /** Someone may work again: what still is theirs no longer waits. */
  async resumed({ userId, organisationId }: Worker): Promise<void> {
    await this.database.run(sql`
      update delivery.caseload set to_reassign = false where caseworker_id = ${userId} and delivering_organisation_id = ${organisationId} and to_reassign`);
    await this.settle(userId);
  }

  /** Finishes what no longer has a case waiting. */
  async settle(caseworkerId: string): Promise<void> {
    const done = await this.database.rows<{ id: string }>(sql`
      select r.id from delivery.reassignment r where r.caseworker_id = ${caseworkerId} and r.status = 'open' and not exists (
        select from delivery.caseload c where c.caseworker_id = r.caseworker_id and c.contract_id = r.contract_id
          and c.delivering_organisation_id = r.delivering_organisation_id and c.to_reassign) order by r.id`);
    for (const { id } of done) {
      await this.work.change({ actor: systemActor, action: 'reassignment.finish', entity: ReassignmentEntity, id }, (row) => (row.status === 'open' ? finishReassignment(row, this.clock.now()) : {}));
    }
  }

  private async open({ userId, organisationId }: Worker, { contractId, primeOrganisationId, regionCode, cases }: Waiting, cause: StoppedBecause): Promise<void> {
    const known = await this.database.first<{ id: string }>(sql`
      select id from delivery.reassignment where caseworker_id = ${userId} and contract_id = ${contractId} and delivering_organisation_id = ${organisationId} and status = 'open'`);
    if (known) {
      await this.work.change({ actor: systemActor, action: 'reassignment.repeat', entity: ReassignmentEntity, id: known.id }, (row) => repeatReassignment(row, { cause, cases }));
      return;
    }
    const { reference: contractReference } = await this.contracts.contract(contractId);
    const row = { id: newId(), caseworkerId: userId, contractId, contractReference, deliveringOrganisationId: organisationId, primeOrganisationId, regionCode, cause, cases, openedAt: this.clock.now() };
    await this.work.create({ actor: systemActor, action: 'reassignment.open', entity: ReassignmentEntity }, () => openReassignment(row));
  }
}
