import { Injectable } from '@nestjs/common';
import { teamsOf, type Actor } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { ReferralNeed, ReferralStatus } from '../domain/referral.js';
import type { Allocation, Amendment } from '../domain/since-sent.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import type { MeetingFacts, ReferralSummary, ReferredNeed } from '../referrals.public.js';

/** A referral in a list. */
export interface ReferralRow {
  readonly id: string;
  readonly reference: string;
  readonly personName: string;
  readonly crn: string;
  readonly contractId: string;
  readonly status: ReferralStatus;
  readonly sentAt: Date;
}

/** A draft in its writer's list. */
export interface DraftRow {
  readonly id: string;
  readonly contractId: string;
  readonly personName: string | null;
  readonly savedAt: Date;
}

/** A live referral of the same person for some of the same categories. */
export interface DuplicateRow {
  readonly id: string;
  readonly reference: string;
  readonly contractId: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly status: 'sent' | 'accepted';
  readonly sentAt: Date;
  readonly categoryCodes: readonly string[];
}

/** Where a list continues: the last row shown. */
export interface ListPosition {
  readonly sentAt: string;
  readonly id: string;
}

const summaryColumns = sql`r.id, r.reference, r.contract_id, r.practitioner_id, r.team_id, r.delivering_organisation_id, r.prime_organisation_id, r.region_code, r.crn,
  r.first_name || ' ' || r.last_name as person_name, r.enforceable_days, r.complete_by, r.sent_at, r.restricted, r.status`;

/** Reads of referrals and drafts. */
@Injectable()
export class ReferralQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Referrals the actor may read, newest first; `limit` rows after a position. */
  list(actor: Actor, { status, after, limit }: { readonly status?: ReferralStatus | undefined; readonly after?: ListPosition | undefined; readonly limit: number }): Promise<ReferralRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, ReferralEntity), 'r')];
    if (status) conditions.push(sql`r.status = ${status}`);
    if (after) conditions.push(sql`(r.sent_at, r.id) < (${after.sentAt}::timestamptz, ${after.id}::uuid)`);
    return this.database.rows<ReferralRow>(sql`
      select r.id, r.reference, r.first_name || ' ' || r.last_name as person_name, r.crn, r.contract_id, r.status, r.sent_at
      from referrals.referral r where ${join(conditions, ' and ')} order by r.sent_at desc, r.id desc limit ${limit}`);
  }

  drafts(actor: Actor): Promise<DraftRow[]> {
    return this.database.rows<DraftRow>(sql`
      select d.id, d.contract_id, nullif(concat_ws(' ', d.answers #>> '{person,firstName}', d.answers #>> '{person,lastName}'), '') as person_name, d.saved_at
      from referrals.draft d where ${whereScope(this.reader.scope(actor, DraftEntity), 'd')} order by d.saved_at desc, d.id limit 100`);
  }

  /** How many drafts someone is writing, counted no further than `most`; null for someone who refers nobody. */
  async draftCount(actor: Actor, most: number): Promise<number | null> {
    if (teamsOf(actor, 'practitioner').length === 0) return null;
    const row = await this.database.first<{ drafts: number }>(sql`
      select count(*)::int as drafts from (select 1 from referrals.draft d where ${whereScope(this.reader.scope(actor, DraftEntity), 'd')} limit ${most}) as drafts_of_one`);
    return row?.drafts ?? 0;
  }

  /** What a referral asks for, by category. */
  needsOf(referralId: string): Promise<ReferralNeed[]> {
    return this.database.rows<ReferralNeed>(sql`select * from referrals.need where referral_id = ${referralId} order by category_code`);
  }

  /** What was changed of a referral after a revision, all of it unless said, newest first, as the referring side reads it. The caller has read the referral. */
  amendments(referralId: string, since = 0): Promise<Amendment[]> {
    return this.database.rows<Amendment>(sql`select * from referrals.amendment where referral_id = ${referralId} and revision > ${since} order by revision desc`);
  }

  /** Sent referrals by id, whoever asks: for facts inside use cases. */
  async summaries(ids: readonly string[]): Promise<ReferralSummary[]> {
    const rows = await this.database.rows<Omit<ReferralSummary, 'needs'>>(sql`select ${summaryColumns} from referrals.referral r where r.id = any(${ids}::uuid[])`);
    const needs = await this.database.rows<ReferredNeed & { referralId: string }>(sql`
      select referral_id, category_code, level_code, outcome_codes from referrals.need where referral_id = any(${ids}::uuid[]) order by category_code`);
    return rows.map((row) => ({ ...row, needs: needs.filter((need) => need.referralId === row.id).map(({ referralId: _, ...need }) => need) }));
  }

  /** What to know before meeting the person, whoever asks. */
  meetingFacts(id: string): Promise<MeetingFacts | null> {
    return this.database.first<MeetingFacts>(sql`select r.risk_summary, r.access_needs, r.interpreter_language, r.responsibilities, r.unavailable_when from referrals.referral r where r.id = ${id}`);
  }

  /** How a referral last came to the organisation that has it, or null where it was sent there. */
  lastAllocation(referralId: string): Promise<Allocation | null> {
    return this.database.first<Allocation>(sql`select * from referrals.allocation where referral_id = ${referralId} order by made_at desc, id desc limit 1`);
  }

  /** Live referrals of the same person for any of the same categories, newest first; a restricted one only for whom it was granted. */
  duplicates({ granted }: Actor, crn: string, categoryCodes: readonly string[]): Promise<DuplicateRow[]> {
    return this.database.rows<DuplicateRow>(sql`
      select r.id, r.reference, r.contract_id, r.practitioner_id, r.team_id, r.status, r.sent_at, array_agg(n.category_code order by n.category_code) as category_codes
      from referrals.referral r join referrals.need n on n.referral_id = r.id
      where r.crn = ${crn} and r.status in ('sent', 'accepted') and (not r.restricted or r.id = any(${granted}::uuid[])) and n.category_code = any(${categoryCodes}::text[])
      group by r.id order by r.sent_at desc, r.id limit 20`);
  }

  async referenceTaken(reference: string): Promise<boolean> {
    return (await this.database.first(sql`select 1 as taken from referrals.referral where reference = ${reference}`)) !== null;
  }
}
