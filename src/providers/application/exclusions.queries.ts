import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { Exclusion, ExclusionMatch } from '../domain/exclusion.js';
import type { StaffMember } from '../domain/staff-member.js';
import { ExclusionEntity } from '../persistence/staff.entity.js';

/** An exclusion in a list, with how many requests wait for a decision. */
export interface ExclusionRow extends Pick<Exclusion, 'id' | 'name' | 'organisationId' | 'status' | 'listedAt'> {
  readonly waiting: number;
}

/** A request that matched, with what commissioners need to tell people apart. */
export interface MatchRow extends ExclusionMatch {
  readonly name: string;
  readonly dateOfBirth: string;
  readonly roleTitle: string;
  readonly addedAt: Date;
}

/** Reads of the exclusion list. */
@Injectable()
export class ExclusionQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** The list, newest first; `limit` rows after a position. */
  list(actor: Actor, { after, limit }: { readonly after?: { readonly listedAt: string; readonly id: string } | undefined; readonly limit: number }): Promise<ExclusionRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, ExclusionEntity), 'e')];
    if (after) conditions.push(sql`(e.listed_at, e.id) < (${after.listedAt}::timestamptz, ${after.id}::uuid)`);
    return this.database.rows<ExclusionRow>(sql`
      select e.id, e.name, e.organisation_id, e.status, e.listed_at,
        (select count(*)::int from providers.exclusion_match m where m.exclusion_id = e.id and m.decision is null) as waiting
      from providers.exclusion e where ${join(conditions, ' and ')} order by e.listed_at desc, e.id desc limit ${limit}`);
  }

  /** Exclusions a person may be meant by, but for those a commissioner already said are of somebody else. */
  async matching({ id, matchName, dateOfBirth }: Pick<StaffMember, 'id' | 'matchName' | 'dateOfBirth'>): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      select e.id from providers.exclusion e where e.status = 'listed' and e.match_name = ${matchName} and e.date_of_birth = ${dateOfBirth}
        and not exists (select from providers.exclusion_match m where m.exclusion_id = e.id and m.staff_member_id = ${id} and m.decision = 'different-person') order by e.id`);
    return rows.map((row) => row.id);
  }

  /** Everyone whose request matched an exclusion, oldest first. */
  matches(exclusionId: string): Promise<MatchRow[]> {
    return this.database.rows<MatchRow>(sql`
      select m.*, s.name, s.date_of_birth, s.role_title, s.added_at from providers.exclusion_match m join providers.staff_member s on s.id = m.staff_member_id
      where m.exclusion_id = ${exclusionId} order by m.matched_at, m.id`);
  }

  /** How the matches of one person stand. */
  async standing(staffMemberId: string): Promise<'waiting' | 'refused' | 'cleared'> {
    const rows = await this.database.rows<{ decision: string | null }>(sql`select decision from providers.exclusion_match where staff_member_id = ${staffMemberId}`);
    if (rows.some(({ decision }) => decision === 'confirmed')) return 'refused';
    return rows.some(({ decision }) => decision === null) ? 'waiting' : 'cleared';
  }
}
