import { Injectable } from '@nestjs/common';
import { systemActor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { followHandover } from '../domain/case-handover.js';
import { CaseEntity } from '../persistence/case.entity.js';
import { CaseQueries } from './cases.queries.js';

/** Cases follow their referral to another practitioner. Written by projections only. */
@Injectable()
export class CaseHandover {
  constructor(
    private readonly queries: CaseQueries,
    private readonly work: UnitOfWork,
  ) {}

  /** A referral has another practitioner: so has its case, if it has one. */
  async follow(referralId: string, practitionerId: string, on: string): Promise<void> {
    const id = await this.queries.ofReferral(referralId);
    if (id) await this.work.change({ actor: systemActor, action: 'case.pass-on', entity: CaseEntity, id }, (found) => followHandover(found, practitionerId, on));
  }
}
