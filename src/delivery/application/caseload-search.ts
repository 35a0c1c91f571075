import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, join, scopeOf, sql, whereScope, type Sql } from '#libs/persistence';
import { caseloadPolicy } from '../domain/delivery.policy.js';
import { allOf, oneOfEach, swapsOf, type LikelyWord } from '../domain/likely-words.js';
import type { Search } from '../domain/search-text.js';
import { rowColumns, type CaseloadRow } from './caseload-statements.js';

/** The most that is shown of what was found. */
export const BEST = 50;
/** With fewer found than this, names that are like what was typed are looked for too. */
const FEW = 10;
/** How many known words are tried for each word typed. */
const LIKELY = 12;

/** What was found: what was typed or begins so, and names that are like it. */
export interface FoundCases {
  readonly found: readonly CaseloadRow[];
  readonly similar: readonly CaseloadRow[];
}

/** Finds people on waiting, open and ended referrals. The scope is in every statement that reads them, so nobody finds what they may not read. */
@Injectable()
export class CaseloadSearch {
  constructor(private readonly database: Database) {}

  async find(actor: Actor, search: Search): Promise<FoundCases> {
    const scope = whereScope(scopeOf(caseloadPolicy, 'caseload.read', actor), 'w');
    if (search.kind !== 'name') return { found: await this.byCode(scope, search), similar: [] };
    const found = await this.byName(scope, search.words);
    return { found, similar: found.length < FEW ? await this.alike(scope, search.words, found) : [] };
  }

  private byCode(scope: Sql, { kind, prefix }: { readonly kind: 'crn' | 'reference'; readonly prefix: string }): Promise<CaseloadRow[]> {
    const column = kind === 'crn' ? sql`w.crn` : sql`w.reference`;
    return this.database.rows<CaseloadRow>(sql`
      select ${rowColumns} from (select * from delivery.caseload w where ${column} like ${`${prefix}%`} and ${scope} limit ${BEST}) w
      order by ${column}, w.stage = 'ended', w.sent_at desc, w.referral_id`);
  }

  /** Names with every word as typed, then names with words that begin so; live cases before ended ones. */
  private byName(scope: Sql, words: readonly string[]): Promise<CaseloadRow[]> {
    const [whole, begun] = [allOf(words), allOf(words, { begin: true })];
    return this.database.rows<CaseloadRow>(sql`
      with whole as materialized (select * from delivery.caseload w where w.words @@ ${whole}::tsquery and ${scope} limit ${BEST}),
        begun as materialized (select * from delivery.caseload w where w.words @@ ${begun}::tsquery and not w.words @@ ${whole}::tsquery and ${scope} limit ${BEST})
      select ${rowColumns} from (select *, 1 as place from whole union all select *, 2 from begun limit ${BEST}) w
      order by w.place, w.stage = 'ended', w.sort_name, w.referral_id`);
  }

  /** Names made of words like those typed, the likest first. */
  private async alike(scope: Sql, words: readonly string[], found: readonly CaseloadRow[]): Promise<CaseloadRow[]> {
    const likely = await this.likely(words);
    if (likely.length === 0) return [];
    return this.database.rows<CaseloadRow>(sql`
      with likely as materialized (
        select * from unnest(${likely.map((each) => each.typed)}::int[], ${likely.map((each) => each.word)}::text[], ${likely.map((each) => each.score)}::float8[]) as l (typed, word, score))
      select ${rowColumns} from (
        select w.*, (select sum(best) from (select max(l.score) as best from likely l where l.word = any (tsvector_to_array(w.words)) group by l.typed) as of_each) as likeness
        from delivery.caseload w where w.words @@ ${oneOfEach(likely)}::tsquery and w.referral_id <> all (${found.map((each) => each.referralId)}::uuid[]) and ${scope}) w
      order by w.likeness desc, w.stage = 'ended', w.sort_name, w.referral_id limit ${BEST - found.length}`);
  }

  /** Words of any name that are like the words typed: by their letters three at a time, by containing them, or by two letters swapped. */
  private likely(words: readonly string[]): Promise<LikelyWord[]> {
    const ofEach = words.map((word, typed) => sql`(
      select ${typed}::int as typed, n.word, greatest(similarity(n.word, ${word}), case when n.word = any (${swapsOf(word)}::text[]) then 0.7 when strpos(n.word, ${word}) > 0 then 0.5 else 0 end)::float8 as score
      from delivery.name_word n where ${isLike(word)} order by score desc, n.word limit ${LIKELY})`);
    return this.database.rows<LikelyWord>(sql`${join(ofEach, ' union all ')}`);
  }
}

/** Three letters are the fewest that an index can look for inside a word. */
function isLike(word: string): Sql {
  const swapped = sql`n.word % ${word} or n.word = any (${swapsOf(word)}::text[])`;
  return word.length < 3 ? swapped : sql`${swapped} or n.word like ${`%${word}%`}`;
}
