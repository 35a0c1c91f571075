import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { must, newId, type Actor, type HeldRole } from '#libs/kernel';
import { Database, sql, type Sql } from '#libs/persistence';
import { CaseloadSearch } from '../../src/delivery/application/caseload-search.js';
import { caseloadSorts, caseloadStages, countsStatement, listStatement, positionOf, type CaseloadFilter, type CaseloadPart, type CaseloadRow } from '../../src/delivery/application/caseload-statements.js';
import { anywhereStatement, begins, codeStatement, meets, newestStatement } from '../../src/delivery/application/search-statements.js';
import type { CaseloadList } from '../../src/delivery/domain/caseload-lists.js';
import { readSearch } from '../../src/delivery/domain/search-text.js';
import { crowdOnCaseload } from '../support/caseload-crowd.js';
import { workerDatabase } from '../support/database.js';

const REFERRALS = 100_000;
const SHOWN = 25;
const COUNTED = 101;

const ids = { teamId: newId(), secondTeamId: newId(), practitionerId: newId(), primeId: newId(), subcontractorId: newId(), caseworkerId: newId() };
const role = (name: string, organisationId: string, teamId: string | null = null): HeldRole => ({ role: name, organisationId, teamId, areas: [] });
const someone = (id: string, roles: readonly HeldRole[], granted: readonly string[] = []): Actor => ({ id, name: 'Someone', roles, granted });
const practitioner = someone(ids.practitionerId, [role('practitioner', newId(), ids.teamId)]);
const inTwoTeams = someone(ids.practitionerId, [role('practitioner', newId(), ids.teamId), role('practitioner', newId(), ids.secondTeamId)]);
const manager = someone(newId(), [role('provider-manager', ids.primeId)]);
const caseworker = someone(ids.caseworkerId, [role('caseworker', ids.primeId)]);
const subcontractor = someone(newId(), [role('provider-manager', ids.subcontractorId)]);

/** Each list there is, and how many rows may be read for each row shown: 4 where one condition says whose it is, 20 otherwise. */
const lists: readonly (readonly [string, Actor, CaseloadList, number])[] = [
  ['a practitioner’s own', practitioner, 'mine', 4],
  ['a practitioner’s team', practitioner, 'team', 4],
  ['all of a practitioner', practitioner, 'all', 4],
  ['all of a practitioner in two teams', inTwoTeams, 'all', 20],
  ['a manager’s organisation', manager, 'team', 4],
  ['all of a manager, subcontracted ones included', manager, 'all', 20],
  ['a caseworker’s own', caseworker, 'mine', 4],
  ['all of a caseworker, unassigned ones included', caseworker, 'all', 20],
  ['a subcontractor’s organisation', subcontractor, 'team', 4],
  ['all of a subcontractor', subcontractor, 'all', 20],
];

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

let client: pg.Client;
let source: DataSource;
let ownerUrl: string;

beforeAll(async () => {
  const database = await workerDatabase();
  ownerUrl = database.ownerUrl;
  await crowdOnCaseload(ownerUrl, REFERRALS, ids);
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  source = await new DataSource({ type: 'postgres', url: database.appUrl }).initialize();
}, 90_000);

afterAll(async () => {
  await client?.end();
  await source?.destroy();
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('truncate delivery.caseload, delivery.name_word');
  await owner.end();
});

/** Rows read from the table to answer a statement, those that were thrown away included; or, where that is more, entries read from indexes to find which rows to read. */
async function scanned({ text, values }: Sql): Promise<number> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(`explain (analyze, timing off, format json) ${text}`, values as unknown[]);
  const plan = must(rows[0]?.['QUERY PLAN'][0], 'a plan').Plan;
  return Math.max(read(plan, /^(Seq|Index|Index Only|Bitmap Heap) Scan$/), read(plan, /^Bitmap Index Scan$/));
}

function read(node: PlanNode, scans: RegExp): number {
  const below = (node.Plans ?? []).reduce((sum, each) => sum + read(each, scans), 0);
  if (!scans.test(node['Node Type'])) return below;
  return below + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'];
}

async function rowsShown(actor: Actor, filter: CaseloadFilter, part: CaseloadPart): Promise<CaseloadRow[]> {
  const { text, values } = listStatement(actor, filter, part);
  const { rows } = await client.query<Record<string, unknown>>(text, values as unknown[]);
  return rows.map((row) => ({ referralId: row['referral_id'], dueOn: row['due_on'], sentAt: row['sent_at'], sortName: row['sort_name'] }) as CaseloadRow);
}

describe(`with ${REFERRALS} referrals`, () => {
  const cases = lists.flatMap(([what, actor, list, most]) => caseloadStages.flatMap((stage) => caseloadSorts.map((sort) => [what, stage, sort, { actor, most, filter: { list, stage, sort } }] as const)));

  it.each(cases)('%s, %s, by %s, reads few more rows than a page shows, on the first and on later pages', async (_what, stage, sort, { actor, most, filter }) => {
    const first = await rowsShown(actor, filter, { limit: SHOWN + 1 });
    // Nothing waits for a caseworker to answer: what is theirs is open.
    if (filter.list === 'mine' && stage === 'waiting' && actor === caseworker) return expect(await scanned(listStatement(actor, filter, { limit: SHOWN + 1 }))).toBe(0);
    expect(first).toHaveLength(SHOWN + 1);
    const last = must(first[SHOWN - 1], 'the last row shown');
    const after = positionOf(last, sort);
    const [begin, later] = [await scanned(listStatement(actor, filter, { limit: SHOWN + 1 })), await scanned(listStatement(actor, filter, { after, limit: SHOWN + 1 }))];
    expect({ begin: begin <= SHOWN * most, later: later <= SHOWN * most, read: [begin, later] }).toEqual({ begin: true, later: true, read: [begin, later] });
  });

  it.each(lists)('the tabs of %s are counted no further than one over a hundred', async (_what, actor, list) => {
    const statement = countsStatement(actor, { list, stage: 'open', sort: 'due' });
    expect(await scanned(statement)).toBeLessThanOrEqual(COUNTED * caseloadStages.length);
    const { rows } = await client.query<Record<string, number>>(statement.text, statement.values as unknown[]);
    expect(Math.max(...Object.values(rows[0] ?? {}))).toBeLessThanOrEqual(COUNTED);
  });

  it('cases granted by name cost a look-up, not a scan', async () => {
    const { rows } = await client.query<{ id: string }>('select referral_id as id from delivery.caseload where restricted and team_id = $1 and stage = $2 limit 5', [ids.teamId, 'open']);
    const granted = someone(practitioner.id, practitioner.roles, rows.map(({ id }) => id));
    expect(await scanned(listStatement(granted, { list: 'team', stage: 'open', sort: 'due' }, { limit: SHOWN + 1 }))).toBeLessThanOrEqual(SHOWN * 4);
  });

  it('shows every row once, in order, however many conditions it meets', async () => {
    const filter: CaseloadFilter = { list: 'all', stage: 'waiting', sort: 'name' };
    const seen: string[] = [];
    for (let part: CaseloadPart = { limit: 1_000 }; ; ) {
      const rows = await rowsShown(manager, filter, part);
      seen.push(...rows.map((row) => row.referralId));
      const last = rows.at(-1);
      if (!last || rows.length < part.limit) break;
      part = { limit: part.limit, after: positionOf(last, 'name') };
    }
    const { rows } = await client.query<{ id: string }>(
      `select referral_id as id from delivery.caseload where $1 in (prime_organisation_id, delivering_organisation_id) and stage = 'waiting' and not restricted order by sort_name, referral_id`, [ids.primeId]);
    expect(seen).toEqual(rows.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(1_500);
  });
});

/** What search should find, worked out by reading everything: names with a word for each typed that begins so, those with every word as typed first. */
const ORACLE = `
  select referral_id as id from (
    select *, string_to_array(search_name, ' ') @> $2::text[] as whole from delivery.caseload
    where ($1 in (team_id, prime_organisation_id, delivering_organisation_id)) and (not restricted or referral_id = any ($3::uuid[]))
      and not exists (select from unnest($2::text[]) typed where not exists (select from unnest(string_to_array(search_name, ' ')) word where starts_with(word, typed)))) found
  order by whole desc, stage = 'ended', sent_at desc, referral_id desc limit 50`;

describe(`search among ${REFERRALS} referrals`, () => {
  const search = async (actor: Actor, typed: string) => new CaseloadSearch(new Database(source)).find(actor, must(readSearch(typed), typed));
  const words = ['james', 'james smith', 'smi jam', 'marl ja', 'tho mo', 'j', 'denman', 'jam', 'hardenson liam', 'patel', 'zzz'];

  it.each([['a practitioner', practitioner, ids.teamId], ['a manager', manager, ids.primeId], ['a subcontractor', subcontractor, ids.subcontractorId]] as const)('%s finds the best fifty of all they may read', async (_what, actor, whose) => {
    const { rows: limited } = await client.query<{ id: string }>(`select referral_id as id from delivery.caseload where restricted and $1 in (team_id, prime_organisation_id, delivering_organisation_id) and search_name ~ 'james|patel' order by sent_at desc limit 5`, [whose]);
    for (const granted of [[], limited.map(({ id }) => id)]) {
      for (const typed of words) {
        const { rows } = await client.query<{ id: string }>(ORACLE, [whose, typed.split(' '), granted]);
        const { found } = await search({ ...actor, granted }, typed);
        expect([typed, found.map((row) => row.referralId)]).toEqual([typed, rows.map(({ id }) => id)]);
      }
    }
  });

  it('finds the likest name first, however old, then the newest of those like it', async () => {
    const { rows } = await client.query<{ id: string }>(ORACLE.replace('starts_with(word, typed)', 'word = typed'), [ids.primeId, ['james'], []]);
    const database = new Database(source);
    const undone = database.transaction(async () => {
      await database.run(sql`insert into delivery.name_word values ('jamesi')`);
      const { id } = must(await database.first<{ id: string }>(sql`
        select referral_id as id from delivery.caseload where prime_organisation_id = ${ids.primeId} and stage = 'ended' and not restricted order by sent_at, referral_id limit 1`), 'an old one');
      await database.run(sql`update delivery.caseload set search_name = 'jamesi qu' where referral_id = ${id}`);
      const { found, similar } = await new CaseloadSearch(database).find(manager, must(readSearch('jamesie'), 'a name'));
      expect([found, similar.map((row) => row.referralId)]).toEqual([[], [id, ...rows.slice(0, 49).map((each) => each.id)]]);
      throw new Error('Undone');
    });
    await expect(undone).rejects.toThrow('Undone');
    expect((await search(manager, 'jamesi')).found).toEqual([]);
  });

  it('reads no more of the newest rows than it is told for each condition, and of an index only the rows that have the words', async () => {
    const wanted = { among: meets(`'den':* & 'l':*`), anywhere: begins(['den', 'l']), rank: sql`1`, except: [] };
    for (const [actor, slices] of [[practitioner, 1], [manager, 2], [caseworker, 2], [subcontractor, 2]] as const) {
      expect(await scanned(newestStatement(actor, wanted, { stages: ['waiting', 'open'], limit: 1_000 }))).toBeLessThanOrEqual(1_000 * slices + 2 * SHOWN * 2);
    }
    const { rows: [met] } = await client.query<{ count: number }>(`select count(*)::int from delivery.caseload where search_name ~ '\\mden' and search_name ~ '\\ml'`);
    expect(await scanned(anywhereStatement(manager, wanted))).toBeLessThanOrEqual(must(met, 'a count').count);
    expect(await scanned(codeStatement(practitioner, { kind: 'crn', prefix: 'A0000' }))).toBeLessThanOrEqual(100);
  });
});
