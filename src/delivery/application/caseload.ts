import { Injectable } from '@nestjs/common';
import { dayOf, type Day } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { ReferralDirectory } from '../../referrals/referrals.public.js';
import { nextStep, stepToAccept } from '../domain/next-step.js';
import { CaseFiles } from './case-files.js';

/** Keeps everyone's working list: one row per sent referral, with the next thing due. Written by projections only. */
@Injectable()
export class Caseload {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly referrals: ReferralDirectory,
  ) {}

  /** A referral was sent, or allocated to another organisation while it waits. */
  async putWaiting(referralId: string): Promise<void> {
    const r = await this.referrals.referral(referralId);
    const step = stepToAccept(dayOf(r.sentAt));
    await this.database.run(sql`
      insert into delivery.caseload (referral_id, reference, person_name, crn, contract_id, practitioner_id, team_id, prime_organisation_id,
        delivering_organisation_id, region_code, restricted, stage, status, next_step, due_on, whose_move, sent_at)
      values (${r.id}, ${r.reference}, ${r.personName}, ${r.crn}, ${r.contractId}, ${r.practitionerId}, ${r.teamId}, ${r.primeOrganisationId},
        ${r.deliveringOrganisationId}, ${r.regionCode}, ${r.restricted}, 'waiting', 'sent', ${step.nextStep}, ${step.dueOn}, ${step.move}, ${r.sentAt})
      on conflict (referral_id) do update set delivering_organisation_id = excluded.delivering_organisation_id, restricted = excluded.restricted`);
  }

  /** Nobody took the referral on: declined, or withdrawn first. */
  async close(referralId: string, status: 'declined' | 'withdrawn', on: Day): Promise<void> {
    await this.database.run(sql`
      update delivery.caseload set stage = 'ended', status = ${status}, next_step = null, due_on = ${on}, whose_move = null where referral_id = ${referralId}`);
  }

  /** Something happened on a case: the row says what is next. */
  async refresh(caseId: string): Promise<void> {
    const file = await this.files.byId(caseId);
    const { case: row } = file;
    const step = nextStep(file);
    await this.database.run(sql`
      update delivery.caseload set case_id = ${row.id}, caseworker_id = ${row.caseworkerId}, delivering_organisation_id = ${row.deliveringOrganisationId},
        restricted = ${row.restricted}, stage = ${row.status === 'ended' ? 'ended' : 'open'}, status = ${row.status},
        next_step = ${step.nextStep}, due_on = ${step.dueOn}, whose_move = ${step.move},
        to_reassign = to_reassign and ${row.status !== 'ended'} and caseworker_id = ${row.caseworkerId}
      where referral_id = ${row.referralId}`);
  }
}
