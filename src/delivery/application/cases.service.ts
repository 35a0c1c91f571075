import { Injectable } from '@nestjs/common';
import { Clock, dayOf, newId, NotAllowed, NotFound, type Actor } from '#libs/kernel';
import { Database, mayReach, UnitOfWork } from '#libs/persistence';
import type { Person } from '../../identity/identity.public.js';
import { ReferralDirectory, type ReferralSummary } from '../../referrals/referrals.public.js';
import { offerAppointment } from '../domain/appointments.js';
import { openCase } from '../domain/case.js';
import type { AppointmentDetails } from '../domain/case-file.js';
import { caseloadPolicy, casePolicy } from '../domain/delivery.policy.js';
import { endCase, submitReport, type Ending, type ReportContent } from '../domain/ending.js';
import { CaseEntity } from '../persistence/case.entity.js';
import { Assignable } from './assignable.js';
import { CaseFiles } from './case-files.js';

/** A referral waiting for an answer, with those who could take it on. */
export interface ToAccept {
  readonly referral: ReferralSummary;
  /** Those who are authorised. */
  readonly caseworkers: readonly Person[];
  /** Caseworkers who cannot take it on, because their organisation has not authorised them. */
  readonly notAuthorised: readonly Person[];
}

/** The life of a case: its beginning and its end. */
@Injectable()
export class CasesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly referrals: ReferralDirectory,
    private readonly assignable: Assignable,
    private readonly clock: Clock,
  ) {}

  /** A referral the actor may accept, and the authorised caseworkers of the organisation that delivers. Throws NotFound or NotAllowed. */
  async toAccept(actor: Actor, referralId: string): Promise<ToAccept> {
    const referral = await this.referrals.referral(referralId);
    const row = { ...referral, referralId, caseworkerId: null };
    if (!mayReach(caseloadPolicy, 'caseload.read', actor, row)) throw new NotFound('referral');
    if (!mayReach(casePolicy, 'case.accept', actor, row)) throw new NotAllowed('case.accept');
    const { authorised, others } = await this.assignable.caseworkersOf(referral.deliveringOrganisationId);
    return { referral, caseworkers: authorised, notAuthorised: others };
  }

  /** Accepts a referral, opens its case and books the initial assessment where one is offered: all of it, or nothing. When two accept at once the second is told (RuleBroken `not-now`). */
  accept(actor: Actor, referralId: string, caseworkerId: string, offer: AppointmentDetails | null = null): Promise<CaseEntity> {
    return this.database.transaction(async () => {
      const { caseworkers } = await this.toAccept(actor, referralId);
      // Someone unknown must not reach the referral's foreign key: the rule in openCase names the fault, and everything is undone.
      const referral = await this.referrals.markAccepted(actor, referralId, caseworkers.some((each) => each.id === caseworkerId) ? caseworkerId : actor.id);
      // Read again under the referral's lock: it may have been allocated to another organisation meanwhile.
      const assignment = await this.assignable.factsOf(caseworkerId, referral.deliveringOrganisationId);
      const facts = { id: newId(), referral, sentOn: dayOf(referral.sentAt), now: this.clock.now(), today: this.clock.today(), assignment };
      const opened = await this.work.create({ actor, action: 'case.accept', entity: CaseEntity }, () => openCase(caseworkerId, facts));
      if (!offer) return opened;
      return this.work.change({ actor, action: 'appointment.book', entity: CaseEntity, id: opened.id }, async (row) => offerAppointment(await this.files.of(row), { ...offer, id: newId() }, facts));
    });
  }

  /** Ends a case; its kind follows from what was done. A cancelled case takes its referral with it at once. */
  end(actor: Actor, id: string, ending: Ending): Promise<CaseEntity> {
    return this.work.change({ actor, action: 'case.end', entity: CaseEntity, id }, async (row) => {
      const decision = endCase(await this.files.of(row), ending, { today: this.clock.today() });
      if (decision.changes?.status === 'ended') await this.referrals.markEnded(actor, row.referralId);
      return decision;
    });
  }

  /** Submits the end of service report, which ends the case and its referral. Answers the report's id. */
  async report(actor: Actor, id: string, content: Omit<ReportContent, 'id'>): Promise<string> {
    const reportId = newId();
    await this.work.change({ actor, action: 'report.submit', entity: CaseEntity, id }, async (row) => {
      const decision = submitReport(await this.files.of(row), { ...content, id: reportId }, { today: this.clock.today(), newId });
      await this.referrals.markEnded(actor, row.referralId);
      return decision;
    });
    return reportId;
  }
}
