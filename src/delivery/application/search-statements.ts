import type { Actor } from '#libs/kernel';
import { empty, join, sql, type Sql } from '#libs/persistence';
import { BEST } from '../domain/search-text.js';
import { readable, rowColumns, slicesFor, type CaseloadRow, type CaseloadStage } from './caseload-statements.js';

/** Names to find, as conditions over the caseload's `w`: what the newest rows are tried with (by `w.words` alone), what an index finds anywhere, and how well a row meets it. */
export interface WantedNames {
  readonly among: Sql;
  readonly anywhere: Sql;
  readonly rank: Sql;
  readonly except: readonly string[];
}

/** Which of the newest rows are looked through, and no more than how many. */
export interface Newest {
  readonly stages: readonly CaseloadStage[];
  readonly limit: number;
}

/** A row found, and how well it meets what is wanted: more is better. */
export interface FoundRow extends CaseloadRow {
  readonly rank: number;
}

/** What comes with the rows found among the newest: how many were looked through. One row without a referral when none is found. */
export interface LookedThrough {
  readonly looked: number;
}

/** The best among the newest rows someone may read: each slice of the scope is read from the index that has the words, in the order they are shown. */
export function newestStatement(actor: Actor, { among, rank, except }: WantedNames, { stages, limit }: Newest): Sql {
  const slices = slicesFor(actor, 'all');
  const once = slices.length > 1 ? sql`distinct on (sent_at, referral_id)` : empty;
  const parts = slices.flatMap((slice) => stages.map((stage) => sql`
    (select w.referral_id, w.sent_at, w.words from delivery.caseload w where ${slice} and w.stage = ${stage} order by w.sent_at desc, w.referral_id desc limit ${limit})`));
  return sql`
    with looked as materialized (
        select ${once} * from (${join(parts, ' union all ')}) slices order by sent_at desc, referral_id desc limit ${limit}),
      found as (
        select w.referral_id, ${rank} as rank from looked w where ${among} and w.referral_id <> all (${except}::uuid[])
        order by rank desc, w.sent_at desc, w.referral_id desc limit ${BEST})
    select counted.looked, found.rank, ${rowColumns} from (select count(*)::int as looked from looked) counted
      left join (found join delivery.caseload w on w.referral_id = found.referral_id and ${readable(actor)}) on true
    order by found.rank desc, w.sent_at desc, w.referral_id desc`;
}

/** The best of all rows someone may read, found by an index of words. */
export function anywhereStatement(actor: Actor, { anywhere, rank, except }: WantedNames): Sql {
  return sql`
    select ${rowColumns}, ${rank} as rank from delivery.caseload w
    where ${anywhere} and w.referral_id <> all (${except}::uuid[]) and ${readable(actor)}
    order by rank desc, w.stage = 'ended', w.sent_at desc, w.referral_id desc limit ${BEST}`;
}

/** Rows with a CRN or reference that begins so, in the order of the codes; one person's live cases before ended ones, then the newest. */
export function codeStatement(actor: Actor, { kind, prefix }: { readonly kind: 'crn' | 'reference'; readonly prefix: string }): Sql {
  const column = kind === 'crn' ? sql`w.crn` : sql`w.reference`;
  return sql`
    select ${rowColumns} from delivery.caseload w where ${column} like ${`${prefix}%`} and ${readable(actor)}
    order by ${column}, w.stage = 'ended', w.sent_at desc, w.referral_id desc limit ${BEST}`;
}

/** Rows whose names meet words for PostgreSQL's text search. */
export function meets(query: string): Sql {
  return sql`w.words @@ ${query}::tsquery`;
}

/** Rows with words that begin so: every beginning of every word is in an index, so that a short one costs no more than a whole word. */
export function begins(words: readonly string[]): Sql {
  return sql`delivery.beginnings(w.search_name) @> ${words}::text[]`;
}
