import { Injectable } from '@nestjs/common';
import { dayOf, type Day } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ReferralDirectory } from '../../referrals/referrals.public.js';
import { nextStep, stepToAccept } from '../domain/next-step.js';
import { indexedWords, sortedName } from '../domain/search-text.js';
import { CaseFiles } from './case-files.js';

/** Keeps everyone's working list: one row per sent referral, with the next thing due and all that lists show. Written by projections only. */
@Injectable()
export class Caseload {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly referrals: ReferralDirectory,
    private readonly contracts: ContractDirectory,
    private readonly identity: IdentityDirectory,
  ) {}

  /** A referral was sent, or what the list shows of it changed: who the person is, whose it is, who is to deliver while it waits. */
  async put(referralId: string): Promise<void> {
    const r = await this.referrals.referral(referralId);
    const { title } = await this.contracts.contract(r.contractId);
    const practitioner = await this.nameOf(r.practitionerId);
    const step = stepToAccept(dayOf(r.sentAt));
    const words = indexedWords(r.personName);
    await this.database.run(sql`
      insert into delivery.caseload as w (referral_id, reference, person_name, sort_name, search_name, crn, contract_id, service, practitioner_id, practitioner_name, team_id,
        prime_organisation_id, delivering_organisation_id, region_code, restricted, stage, status, next_step, due_on, whose_move, sent_at)
      values (${r.id}, ${r.reference}, ${r.personName}, ${sortedName(r.personName)}, ${words.join(' ')}, ${r.crn}, ${r.contractId}, ${title}, ${r.practitionerId}, ${practitioner}, ${r.teamId},
        ${r.primeOrganisationId}, ${r.deliveringOrganisationId}, ${r.regionCode}, ${r.restricted}, 'waiting', 'sent', ${step.nextStep}, ${step.dueOn}, ${step.move}, ${r.sentAt})
      on conflict (referral_id) do update set person_name = excluded.person_name, sort_name = excluded.sort_name, search_name = excluded.search_name, crn = excluded.crn,
        practitioner_id = excluded.practitioner_id, practitioner_name = excluded.practitioner_name, team_id = excluded.team_id, region_code = excluded.region_code, restricted = excluded.restricted,
        delivering_organisation_id = case when w.case_id is null then excluded.delivering_organisation_id else w.delivering_organisation_id end`);
    await this.database.run(sql`insert into delivery.name_word (word) select unnest(${words}::text[]) order by 1 on conflict do nothing`);
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
      update delivery.caseload set case_id = ${row.id}, caseworker_id = ${row.caseworkerId}, caseworker_name = ${await this.nameOf(row.caseworkerId)},
        delivering_organisation_id = ${row.deliveringOrganisationId}, restricted = ${row.restricted}, stage = ${row.status === 'ended' ? 'ended' : 'open'}, status = ${row.status},
        next_step = ${step.nextStep}, due_on = ${step.dueOn}, whose_move = ${step.move},
        to_reassign = to_reassign and ${row.status !== 'ended'} and caseworker_id = ${row.caseworkerId}
      where referral_id = ${row.referralId}`);
  }

  private async nameOf(id: string): Promise<string> {
    return (await this.identity.people([id]))[0]?.name ?? '';
  }
}
