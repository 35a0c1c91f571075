import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { ReferralDirectory, type GoingOn, type TransferReasonCode, type WentOn } from '../../referrals/referrals.public.js';
import { followReferral, handOverCase, type HandOver } from '../domain/hand-over.js';
import { CaseEntity } from '../persistence/case.entity.js';
import { Caseload } from './caseload.js';
import { CaseQueries } from './cases.queries.js';
import { CasesService } from './cases.service.js';
import { HandOverPlaces } from './hand-over-places.js';

/** Where a case and its person go on: another organisation on the contract, or another contract. */
@Injectable()
export class CaseTransfersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: CaseQueries,
    private readonly places: HandOverPlaces,
    private readonly referrals: ReferralDirectory,
    private readonly cases: CasesService,
    private readonly caseload: Caseload,
  ) {}

  /** Gives a case to a subcontractor on its contract, or takes it back, with an authorised caseworker there. The history stays. */
  handOver(actor: Actor, id: string, to: HandOver): Promise<CaseEntity> {
    return this.work.change({ actor, action: 'case.allocate', entity: CaseEntity, id }, async (row) => {
      const decision = handOverCase(row, to, await this.places.factsFor(actor, row, to));
      await this.referrals.markHandedOver(actor, row.referralId, to);
      return decision;
    });
  }

  /** Ends a case with a code and sends what its referral says to another contract, or makes a draft of it: all of it, or nothing. */
  async transfer(actor: Actor, id: string, { code, comment, ...to }: GoingOn & { readonly code: TransferReasonCode; readonly comment: string }): Promise<WentOn> {
    let went: WentOn = { referralId: null, draftId: null, href: `/cases/${id}` };
    await this.work.change({ actor, action: 'case.transfer', entity: CaseEntity, id }, async (row) => {
      await this.cases.end(actor, id, { reason: code, comment });
      went = await this.referrals.goOn(actor, row.referralId, to);
      return {};
    });
    return went;
  }

  /** Called by a projection when a referral's answers change: the case asks for the same, and the working list shows it. */
  async follow(referralId: string): Promise<void> {
    const { needs, completeBy, regionCode } = await this.referrals.referral(referralId);
    await this.caseload.put(referralId);
    const id = await this.queries.ofReferral(referralId);
    if (!id) return;
    await this.work.change({ actor: systemActor, action: 'case.follow', entity: CaseEntity, id }, () => followReferral({ needs, completeBy, regionCode }));
    await this.caseload.refresh(id);
  }
}
