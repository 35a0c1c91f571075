import { Injectable } from '@nestjs/common';
import { systemActor } from '#libs/kernel';
import { Database, sql, UnitOfWork } from '#libs/persistence';
import { followHandover } from '../domain/case-handover.js';
import { CaseEntity } from '../persistence/case.entity.js';

/** Cases follow their referral to another practitioner. Written by projections only. */
@Injectable()
export class CaseHandover {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** A referral has another practitioner: so has its case, if it has one. */
  async follow(referralId: string, practitionerId: string, on: string): Promise<void> {
    const row = await this.database.first<{ id: string }>(sql`select id from delivery.case where referral_id = ${referralId}`);
    if (row) await this.work.change({ actor: systemActor, action: 'case.pass-on', entity: CaseEntity, id: row.id }, (found) => followHandover(found, practitionerId, on));
  }
}
