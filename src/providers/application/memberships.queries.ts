import { Injectable } from '@nestjs/common';
import type { Day } from '#libs/kernel';
import { Database, History, sql, type HistoryRow } from '#libs/persistence';
import type { MemberAdmission } from '../domain/membership.js';
import type { StandingAnswer } from '../domain/standing-answer.js';

/** An admission with the day it was decided, and the other organisations of the consortium it was applied for with. */
export interface AdmissionRow extends MemberAdmission {
  readonly decidedAt: Date;
  readonly togetherWith: readonly string[];
}

/** Reads of what belongs to one membership. The caller has read the membership. */
@Injectable()
export class MembershipQueries {
  constructor(
    private readonly database: Database,
    private readonly history: History,
  ) {}

  admissions(membershipId: string): Promise<AdmissionRow[]> {
    return this.database.rows<AdmissionRow>(sql`
      select a.id, a.membership_id, a.category_code, a.area_code, a.application_id, coalesce(b.decided_at, b.submitted_at, b.started_at) as decided_at,
        array(select p.name from providers.application_member c join providers.provider p on p.id = c.provider_id
          where c.application_id = b.id and c.provider_id <> b.provider_id and c.agreed_at is not null order by p.name) as together_with
      from providers.admission a join providers.application b on b.id = a.application_id join catalogue.service_category c on c.code = a.category_code
      where a.membership_id = ${membershipId} order by c.position, a.area_code`);
  }

  answers(membershipId: string): Promise<StandingAnswer[]> {
    return this.database.rows<StandingAnswer>(sql`
      select id, membership_id, question_code, value, said_at, said_by, expires_on, warned_days from providers.standing_answer where membership_id = ${membershipId} order by question_code`);
  }

  /** Members of vehicles still running who may have to be warned or suspended on a day: evidence that runs out by `until`, unless all was said about it. */
  async toWatch(today: Day, until: Day): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      select distinct m.id from providers.standing_answer s join providers.membership m on m.id = s.membership_id join providers.vehicle v on v.code = m.vehicle_code
      where s.expires_on <= ${until}::date and v.ends_on >= ${today}::date
        and ((s.expires_on >= ${today}::date and s.warned_days is distinct from 7 and m.status <> 'removed') or (s.expires_on < ${today}::date and m.status = 'active'))
      order by m.id`);
    return rows.map(({ id }) => id);
  }

  /** Members who have not been removed, with their turnover and band in pence. */
  bands(): Promise<{ id: string; vehicleCode: string; turnoverPence: number; financialBandPence: number | null }[]> {
    return this.database.rows(sql`
      select id, vehicle_code, turnover_pence, financial_band_pence
      from providers.membership where status <> 'removed' order by id`);
  }

  /** Everything that happened to a membership, newest first. */
  async changes(membershipId: string): Promise<HistoryRow[]> {
    return (await this.history.of('member', membershipId)).reverse();
  }
}
