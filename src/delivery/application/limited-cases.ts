import { Injectable } from '@nestjs/common';
import { systemActor } from '#libs/kernel';
import { Database, sql, UnitOfWork } from '#libs/persistence';
import { CaseEntity } from '../persistence/case.entity.js';

/** Keeps cases and the caseload as limited as their referrals are. */
@Injectable()
export class LimitedCases {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** Says of a referral's case, if there is one, and of its row on the caseload whether only those named see it. */
  async mark(referralId: string, restricted: boolean): Promise<void> {
    const opened = await this.database.first<{ id: string }>(sql`select id from delivery.case where referral_id = ${referralId}`);
    if (opened) await this.work.change({ actor: systemActor, action: 'case.limit', entity: CaseEntity, id: opened.id }, () => ({ changes: { restricted } }));
    await this.database.run(sql`update delivery.caseload set restricted = ${restricted} where referral_id = ${referralId}`);
  }
}
