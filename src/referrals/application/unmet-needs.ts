import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { addToMonth, firstDayOf, isId, lastDayOf, monthOf, newId, type Actor, type Day, type Month } from '#libs/kernel';
import { Database, join, scopeOf, sql, whereScope } from '#libs/persistence';
import { findingPolicy } from '../domain/finding.policy.js';
import type { Search } from '../domain/service-wishes.js';
import { ageBandOf, shownCount, type UnmetCount, type UnmetReason } from '../domain/unmet-need.js';

/** What was looked for in vain. */
interface Vain {
  readonly search: Search;
  readonly regionCode: string;
  readonly reason: UnmetReason;
  readonly searchedOn: Day;
}

/** Which counts: a month, and perhaps one category. */
export interface UnmetFilter {
  readonly month: Month;
  readonly categoryCode?: string | undefined;
}

/** Needs nobody could meet: noted once a search without the person, read as counts. */
@Injectable()
export class UnmetNeeds {
  constructor(private readonly database: Database) {}

  /** Notes a need. A search is noted once: opening its page again, or relaxing it, adds nothing. */
  async note({ search, regionCode, reason, searchedOn }: Vain, { actor, session }: { readonly actor: Actor; readonly session: string | null }): Promise<void> {
    const { areaCode, categoryCode, gender, age, location, livesIn } = search;
    const key = session !== null && isId(session) ? session.toLowerCase() : keyOf([actor.id, searchedOn, livesIn ?? areaCode, categoryCode, gender, ageBandOf(age), location]);
    await this.database.run(sql`
      insert into referrals.unmet_need (id, area_code, region_code, category_code, gender, age_band, location, reason, searched_on, search_key)
      values (${newId()}, ${areaCode}, ${regionCode}, ${categoryCode}, ${gender}, ${ageBandOf(age)}, ${location}, ${reason}, ${searchedOn}, ${key})
      on conflict (search_key) do nothing`);
  }

  /** Counts of one month by area and category, for the areas an officer answers for; fewer than ten are not told apart. */
  async counts(actor: Actor, { month, categoryCode }: UnmetFilter): Promise<UnmetCount[]> {
    const conditions = [whereScope(scopeOf(findingPolicy, 'unmet-need.read', actor), 'n'), sql`n.searched_on between ${firstDayOf(month)} and ${lastDayOf(month)}`];
    if (categoryCode) conditions.push(sql`n.category_code = ${categoryCode}`);
    const rows = await this.database.rows<{ areaCode: string; categoryCode: string; count: number }>(sql`
      select n.area_code, n.category_code, count(*)::int as count from referrals.unmet_need n
      where ${join(conditions, ' and ')} group by n.area_code, n.category_code order by n.area_code, n.category_code`);
    return rows.map((row) => ({ month, areaCode: row.areaCode, categoryCode: row.categoryCode, count: shownCount(row.count) }));
  }
}

/** Months that can be read: this one and the eleven before, newest first. */
export function readableMonths(today: Day): Month[] {
  return Array.from({ length: 12 }, (_, back) => addToMonth(monthOf(today), -back));
}

/** The same search of the same person on the same day has the same key. */
function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
