import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import pg from 'pg';
import { sql } from '#libs/persistence';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { accepted, joined, liveContract, sent } from '../support/world.js';

let app: TestApp;
let contractId: string;

interface Found {
  readonly found: readonly { readonly personName: string; readonly crn: string; readonly stage: string }[];
  readonly similar: readonly { readonly personName: string }[];
}

const people = [
  ['James', 'Smith', 'X100001'], ['Jamie', 'Smythe', 'X100002'], ['Siân', 'O’Neill', 'X100003'], ['Zoë', 'Ŵyn-Jones', 'X100004'],
  ['Mohammed', 'Ali', 'X100005'], ['Łukasz', 'Sørensen', 'X100006'], ['Smith', 'Jameson', 'Y200007'],
] as const;

const search = async (q: string, who: PersonKey = 'practitioner'): Promise<Found> =>
  (await request(app.nest.getHttpServer()).get('/api/v1/caseload/search').query({ q }).set(await app.key(who))).body as Found;
const names = async (q: string, who?: PersonKey) => (await search(q, who)).found.map((each) => each.personName);
const similar = async (q: string, who?: PersonKey) => (await search(q, who)).similar.map((each) => each.personName);

beforeAll(async () => {
  app = await startApp();
  await joined(app, 'prime');
  contractId = await liveContract(app, 'prime');
  for (const [firstName, lastName, crn] of people) await sent(app, contractId, { firstName, lastName, crn });
}, 60_000);
afterAll(() => app.close());

describe('search', () => {
  it('finds a CRN or a reference, whole or begun, with blanks and in lower case', async () => {
    expect(await names(' x 100 001 ')).toEqual(['James Smith']);
    expect(await names('y2')).toEqual(['Smith Jameson']);
    expect(await names('x1')).toEqual(people.filter(([, , crn]) => crn.startsWith('X1')).map(([first, last]) => `${first} ${last}`));
    const row = await databaseOf(app).first<{ reference: string }>(sql`select reference from delivery.caseload where crn = 'X100003'`);
    expect(await names(row?.reference.toLowerCase() ?? '')).toEqual(['Siân O’Neill']);
    expect(await names('X999999')).toEqual([]);
  });

  it('finds names in any order, begun, without accents and by half of a name', async () => {
    expect(await names('smith james')).toEqual(['James Smith', 'Smith Jameson']);
    expect(await names('SMITH, jam')).toEqual(expect.arrayContaining(['James Smith', 'Smith Jameson']));
    expect([await names('sian oneill'), await names("O'Neill"), await names('neill'), await names('o neill')]).toEqual(Array(4).fill(['Siân O’Neill']));
    expect([await names('zoe wyn'), await names('jones'), await names('lukasz sorensen'), await names('al')]).toEqual([['Zoë Ŵyn-Jones'], ['Zoë Ŵyn-Jones'], ['Łukasz Sørensen'], ['Mohammed Ali']]);
  });

  it('shows names as typed before those that begin so, live cases before ended ones, the newest first, and the best fifty when there are more', async () => {
    const at = (minute: number) => app.clock.set(new Date(`2026-06-10T12:${String(minute).padStart(2, '0')}:00Z`));
    const ids: string[] = [];
    for (const [minute, [firstName, lastName]] of [['Rowan', 'Hale'], ['Hale', 'Rowan'], ['Rowan', 'Haley'], ['Rowan', 'Hale']].entries()) {
      at(minute);
      ids.push(await sent(app, contractId, { firstName, lastName, crn: `R20000${minute}` }));
    }
    const crns = async (q: string) => (await search(q)).found.map((each) => each.crn);
    expect(await crns('rowan hale')).toEqual(['R200003', 'R200001', 'R200000', 'R200002']);
    await request(app.nest.getHttpServer()).post(`/api/v1/referrals/${ids[3]}/withdraw`).set(await app.key('practitioner')).send({ code: 'MIS', comment: 'Twice' });
    expect(await crns('hale rowan')).toEqual(['R200001', 'R200000', 'R200003', 'R200002']);
    expect(await crns('rowa hal')).toEqual(['R200002', 'R200001', 'R200000', 'R200003']);
    for (let minute = 4; minute < 56; minute += 1) {
      at(minute);
      await sent(app, contractId, { firstName: 'Rowan', lastName: 'Hales', crn: `R2000${String(minute).padStart(2, '0')}` });
    }
    expect(await crns('rowan hal')).toEqual(Array.from({ length: 50 }, (_, index) => `R2000${String(55 - index).padStart(2, '0')}`));
    expect((await crns('rowan hale')).slice(0, 4)).toEqual(['R200001', 'R200000', 'R200003', 'R200055']);
  }, 60_000);

  it('forgives typing slips when few are found, the likest first, and no name twice', async () => {
    expect((await similar('jmes smth'))[0]).toBe('James Smith');
    expect((await similar('jmaes smith'))[0]).toBe('James Smith');
    expect((await similar('mohamed'))[0]).toBe('Mohammed Ali');
    expect(await similar('orens')).toEqual(['Łukasz Sørensen']);
    expect(await similar('smithe')).toEqual(['Smith Jameson', 'James Smith', 'Jamie Smythe']);
    const both = await search('jam');
    expect([...both.found, ...both.similar].map((each) => each.personName).sort()).toEqual(['James Smith', 'Jamie Smythe', 'Smith Jameson']);
  });

  it('reads what is typed as words alone', async () => {
    for (const typed of ["'; drop table delivery.caseload; --", "'smith':* & !james", '%_%', '(((', '\\', 'a'.repeat(200), '🎉', 'ﷺ']) {
      const answer = await request(app.nest.getHttpServer()).get('/api/v1/caseload/search').query({ q: typed }).set(await app.key('practitioner'));
      expect([typed, answer.status]).toEqual([typed, 200]);
    }
    expect(await search('%_%')).toEqual({ found: [], similar: [] });
  });

  it('shows nobody what they may not read: not by name, code or slip, nor whether there is such a name', async () => {
    for (const who of ['practitioner2', 'rival', 'subcontractor'] as const) {
      for (const q of ['james smith', 'jmes smth', 'X100001', 'neill', 'zzzz']) expect([who, q, await search(q, who)]).toEqual([who, q, { found: [], similar: [] }]);
    }
    expect(await names('james smith', 'caseworker')).toEqual(['James Smith', 'Smith Jameson']);
  });

  it('keeps a name of any length to what an index holds, and finds it', async () => {
    const half = Array.from({ length: 24 }, (_, index) => `㍍'${String.fromCodePoint(0x3300 + index)}`).join(' ');
    await sent(app, contractId, { firstName: half.slice(0, 100), lastName: `${'Z'.repeat(99)}y`, crn: 'X400001' });
    expect((await search('㍍')).found.map((each) => each.crn)).toEqual(['X400001']);
    const long = await sent(app, contractId, { firstName: 'Ann', lastName: `${'Z'.repeat(99)}y`, crn: 'X400002' });
    expect([long === '', (await search(`ann ${'z'.repeat(99)}`)).found.map((each) => each.crn)]).toEqual([false, ['X400002']]);
  });

  it('finds people on every tab and says which; pages say what to try when nobody is found', async () => {
    const first = await sent(app, contractId, { firstName: 'Esther', lastName: 'Vale', crn: 'X300001' });
    const second = await sent(app, contractId, { firstName: 'Esther', lastName: 'Valley', crn: 'X300002' });
    await accepted(app, first);
    await request(app.nest.getHttpServer()).post(`/api/v1/referrals/${second}/withdraw`).set(await app.key('practitioner')).send({ code: 'MIS', comment: 'Twice' });
    expect((await search('esther')).found.map(({ personName, stage }) => [personName, stage])).toEqual([['Esther Vale', 'open'], ['Esther Valley', 'ended']]);
    const agent = await app.as('practitioner');
    const page = await agent.get('/caseload/search?q=esther');
    expect(page.text).toMatch(/2 results[\s\S]*Esther Vale[\s\S]*Open[\s\S]*Esther Valley[\s\S]*Ended/);
    const empty = await agent.get('/caseload/search').query({ q: 'X999999 <b>' });
    expect(empty.text).toContain('Nobody was found');
    expect((await agent.get('/caseload/search').query({ q: 'X999999' })).text).toContain('a letter and six digits');
    for (const path of ['/', '/caseload']) for (const who of ['practitioner', 'provider-manager', 'caseworker'] as const) expect([who, path, (await (await app.as(who)).get(path)).text.includes('action="/caseload/search"')]).toEqual([who, path, true]);
  });

  it('leaves restricted cases out, however they are looked for', async () => {
    const owner = new pg.Client({ connectionString: app.database.ownerUrl });
    await owner.connect();
    await owner.query(`update delivery.caseload set restricted = true where crn = 'X100001'`);
    await owner.end();
    for (const q of ['james smith', 'jmes smth', 'X100001', 'smi']) expect([q, JSON.stringify(await search(q)).includes('James Smith')]).toEqual([q, false]);
    expect((await (await app.as('practitioner')).get('/caseload.csv?tab=waiting')).text).not.toContain('X100001');
  });
});
