import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { CaseStatus, CaseSummary } from '../delivery.public.js';
import type { Plan } from '../domain/case-file.js';
import { CaseEntity } from '../persistence/case.entity.js';

/** A case in a list. */
export interface CaseRow extends CaseSummary {
  readonly caseworkerId: string;
}

/** Where the list continues: the last row shown. */
export interface CasePosition {
  readonly acceptedAt: string;
  readonly id: string;
}

const summaryColumns = sql`c.id, c.referral_id, c.reference, c.contract_id, c.region_code, c.status, c.end_kind, c.accepted_at, c.started_on, c.ended_on`;

const owners = {
  appointment: (id: string) => sql`select case_id from delivery.appointment where id = ${id}`,
  plan: (id: string) => sql`select case_id from delivery.plan where id = ${id}`,
  report: (id: string) => sql`select case_id from delivery.report where id = ${id}`,
  referral: (id: string) => sql`select id as case_id from delivery.case where referral_id = ${id}`,
} as const;

/** Reads of cases. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Cases the actor may read, newest first; `limit` rows after a position. */
  list(actor: Actor, { status, after, limit }: { readonly status?: CaseStatus | undefined; readonly after?: CasePosition | undefined; readonly limit: number }): Promise<CaseRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, CaseEntity), 'c')];
    if (status) conditions.push(sql`c.status = ${status}`);
    if (after) conditions.push(sql`(c.accepted_at, c.id) < (${after.acceptedAt}::timestamptz, ${after.id}::uuid)`);
    return this.database.rows<CaseRow>(sql`
      select ${summaryColumns}, c.caseworker_id from delivery.case c where ${join(conditions, ' and ')} order by c.accepted_at desc, c.id desc limit ${limit}`);
  }

  summaries(ids: readonly string[]): Promise<CaseSummary[]> {
    return this.database.rows<CaseSummary>(sql`select ${summaryColumns} from delivery.case c where c.id = any(${ids}::uuid[])`);
  }

  /** The case an appointment, plan, report or accepted referral belongs to. Throws NotFound; who may read it is decided on the case. */
  async caseOf(kind: keyof typeof owners, id: string): Promise<string> {
    const row = await this.database.first<{ caseId: string }>(owners[kind](id));
    if (!row) throw new NotFound(kind);
    return row.caseId;
  }

  /** The case of a referral; null while it has none. */
  async ofReferral(referralId: string): Promise<string | null> {
    return (await this.database.first<{ caseId: string }>(owners.referral(referralId)))?.caseId ?? null;
  }

  /** Plans still waiting that were submitted on or before a day. */
  waitingPlans(submittedBy: string): Promise<Pick<Plan, 'caseId' | 'submittedOn'>[]> {
    return this.database.rows<Pick<Plan, 'caseId' | 'submittedOn'>>(sql`
      select case_id, submitted_on from delivery.plan where status = 'submitted' and submitted_on <= ${submittedBy} order by submitted_on, case_id`);
  }
}
