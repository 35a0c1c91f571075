import { Injectable } from '@nestjs/common';
import { Clock, newId, systemActor, type Actor } from '#libs/kernel';
import { Database, sql, UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { ReferralDirectory, type EndReasonCode, type GoingOn, type WentOn } from '../../referrals/referrals.public.js';
import { followReferral, handOverCase, type HandOver } from '../domain/hand-over.js';
import { CaseEntity } from '../persistence/case.entity.js';
import { Assignable } from './assignable.js';
import { Caseload } from './caseload.js';
import { CasesService } from './cases.service.js';

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

/** Where a case and its person go on: another organisation on the contract, or another contract. */
@Injectable()
export class CaseTransfersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
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
  async transfer(actor: Actor, id: string, { code, comment, ...to }: GoingOn & { readonly code: EndReasonCode; readonly comment: string }): Promise<WentOn> {
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
    const { needs, completeBy } = await this.referrals.referral(referralId);
    await this.caseload.put(referralId);
    const row = await this.database.first<{ id: string }>(sql`select id from delivery.case where referral_id = ${referralId}`);
    if (!row) return;
    await this.work.change({ actor: systemActor, action: 'case.follow', entity: CaseEntity, id: row.id }, () => followReferral({ needs, completeBy }));
    await this.caseload.refresh(row.id);
  }
}
