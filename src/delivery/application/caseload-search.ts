import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, join, sql, type Sql } from '#libs/persistence';
import { allOf, byWordTyped, likelierNames, likelyNames, swapsOf, type LikelyWord } from '../domain/likely-words.js';
import { BEST, type Search } from '../domain/search-text.js';
import type { CaseloadRow } from './caseload-statements.js';
import { anywhereStatement, begins, codeStatement, meets, newestStatement, type FoundRow, type LookedThrough, type Newest, type WantedNames } from './search-statements.js';

/** With fewer found than this, names that are like what was typed are looked for too. */
const FEW = 10;
/** How many known words are tried for each word typed. */
const LIKELY = 12;
/** How many of the newest rows are looked through first. A name that does not fill the page from those is rare enough to be read wherever it is. */
const NEWEST = 5_000;

/** What was found: what was typed or begins so, and names that are like it. */
export interface FoundCases {
  readonly found: readonly CaseloadRow[];
  readonly similar: readonly CaseloadRow[];
}

/** Finds people on waiting, open and ended referrals. The scope is in every statement that reads them, so nobody finds what they may not read. */
@Injectable()
export class CaseloadSearch {
  constructor(private readonly database: Database) {}

  /** The best fifty: what meets most, then live cases before ended ones, then the newest. Codes come in their own order. */
  async find(actor: Actor, search: Search): Promise<FoundCases> {
    if (search.kind !== 'name') return { found: await this.database.rows<CaseloadRow>(codeStatement(actor, search)), similar: [] };
    const found = await this.byName(actor, search.words);
    return { found, similar: found.length < FEW ? await this.alike(actor, search.words, found) : [] };
  }

  /** Names with every word as typed, then names with words that begin so. */
  private byName(actor: Actor, words: readonly string[]): Promise<FoundRow[]> {
    const asTyped = meets(allOf(words));
    const wanted = { among: meets(allOf(words, { begin: true })), anywhere: begins(words), rank: sql`(${asTyped})::int`, except: [] };
    return this.best(actor, wanted, (rank) => (rank < 1 ? asTyped : null));
  }

  /** Names made of words like those typed, the likest first. */
  private async alike(actor: Actor, words: readonly string[], found: readonly CaseloadRow[]): Promise<FoundRow[]> {
    const likely = await this.likely(words);
    if (likely.length === 0) return [];
    const names = meets(likelyNames(likely));
    const best = await this.best(actor, { among: names, anywhere: names, rank: likeness(likely), except: found.map((each) => each.referralId) }, (rank) => {
      const likelier = likelierNames(rank, likely);
      return likelier === null ? null : meets(likelier);
    });
    return best.slice(0, BEST - found.length);
  }

  /** The best of what is wanted. Common names fill the page from the newest rows; rare names, and any `better` than a rank, are found by an index. */
  private async best(actor: Actor, wanted: WantedNames, better: (rank: number) => Sql | null): Promise<FoundRow[]> {
    const { found, isAll } = await this.newest(actor, wanted);
    if (isAll) return found;
    const last = found[BEST - 1];
    if (!last) return this.database.rows<FoundRow>(anywhereStatement(actor, wanted));
    const anywhere = better(last.rank);
    if (anywhere === null) return found;
    const others = await this.database.rows<FoundRow>(anywhereStatement(actor, { ...wanted, anywhere }));
    return [...others.filter((row) => row.rank > last.rank), ...found.filter((row) => row.rank === last.rank)].slice(0, BEST);
  }

  /** The best of the newest rows, live ones before ended, and whether those are all that somebody may read. */
  private async newest(actor: Actor, wanted: WantedNames): Promise<{ readonly found: FoundRow[]; readonly isAll: boolean }> {
    const live = await this.among(actor, wanted, { stages: ['waiting', 'open'], limit: NEWEST });
    if (live.looked === NEWEST) return { found: live.found, isAll: false };
    const ended = await this.among(actor, wanted, { stages: ['ended'], limit: NEWEST - live.looked });
    const found = [...live.found, ...ended.found].sort((a, b) => b.rank - a.rank).slice(0, BEST);
    return { found, isAll: live.looked + ended.looked < NEWEST };
  }

  private async among(actor: Actor, wanted: WantedNames, newest: Newest): Promise<{ readonly found: FoundRow[]; readonly looked: number }> {
    const rows = await this.database.rows<FoundRow & LookedThrough>(newestStatement(actor, wanted, newest));
    return { found: rows.filter((row) => row.referralId !== null), looked: rows[0]?.looked ?? 0 };
  }

  /** Words of any name that are like the words typed: by their letters three at a time, by containing them, or by two letters swapped. */
  private likely(words: readonly string[]): Promise<LikelyWord[]> {
    const ofEach = words.map((word, typed) => sql`(
      select ${typed}::int as typed, n.word, (100 * greatest(similarity(n.word, ${word}), case when n.word = any (${swapsOf(word)}::text[]) then 0.7 when strpos(n.word, ${word}) > 0 then 0.5 else 0 end))::int as score
      from delivery.name_word n where ${isLike(word)} order by score desc, n.word limit ${LIKELY})`);
    return this.database.rows<LikelyWord>(sql`${join(ofEach, ' union all ')}`);
  }
}

/** Three letters are the fewest that an index can look for inside a word. */
function isLike(word: string): Sql {
  const swapped = sql`n.word % ${word} or n.word = any (${swapsOf(word)}::text[])`;
  return word.length < 3 ? swapped : sql`${swapped} or n.word like ${`%${word}%`}`;
}

/** How like what was typed a name is: for each word typed, the score of the likest word of the name. */
function likeness(likely: readonly LikelyWord[]): Sql {
  const ofEach = byWordTyped(likely).map((words) => sql`case ${join(words.map(({ word, score }) => sql`when ${meets(allOf([word]))} then ${score}::int`), ' ')} else 0 end`);
  return sql`${join(ofEach, ' + ')}`;
}
