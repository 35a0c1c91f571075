import { Injectable } from '@nestjs/common';
import { systemActor } from '#libs/kernel';
import { Database, sql, UnitOfWork } from '#libs/persistence';
import { CaseEntity } from '../persistence/case.entity.js';
import { CaseQueries } from './cases.queries.js';

/** Keeps cases and the caseload as limited as their referrals are. */
@Injectable()
export class LimitedCases {
  constructor(
    private readonly database: Database,
    private readonly queries: CaseQueries,
    private readonly work: UnitOfWork,
  ) {}

  /** Says of a referral's case, if there is one, and of its row on the caseload whether only those named see it. */
  async mark(referralId: string, restricted: boolean): Promise<void> {
    const id = await this.queries.ofReferral(referralId);
    if (id) await this.work.change({ actor: systemActor, action: 'case.limit', entity: CaseEntity, id }, () => ({ changes: { restricted } }));
    await this.database.run(sql`update delivery.caseload set restricted = ${restricted} where referral_id = ${referralId}`);
  }
}
