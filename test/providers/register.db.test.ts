import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { parse } from 'csv-parse/sync';
import type { Response } from 'supertest';
import { EXPORT_BATCH, RegisterExport } from '../../src/providers/application/register-export.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';

const MEMBERS = 2_300;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await manyMembers();
});
afterAll(async () => {
  await app.reset();
  await app.close();
});

const names = (response: Response): string[] => (response.body.items as { name: string }[]).map(({ name }) => name);

/** Members straight into the tables: every seventh suspended, every hundredth removed; one is named like a formula. */
async function manyMembers(): Promise<void> {
  const database = databaseOf(app);
  await database.run(sql`
    with made as (select n, gen_random_uuid() as id, case when n = 1 then '=1+1 "Trust", of East' else 'Member ' || lpad(n::text, 5, '0') end as name from generate_series(1, ${MEMBERS}) n),
      organisation as (insert into identity.organisation (id, revision, kind, name, coverage) select id, 0, 'provider', name, null from made),
      provider as (
        insert into providers.provider (id, revision, name, match_name, legal_form, size, is_vcse, turnover_pence, is_registered, added_at)
        select id, 0, name, lower(name), 'registered-society', 'small', n % 2 = 0, 90000000, true, now() from made),
      application as (
        insert into providers.application (id, revision, reference, provider_id, vehicle_code, status, category_codes, area_codes, is_consortium, questionnaire_code, questionnaire_version, started_at, submitted_at, decided_at)
        select id, 0, 'APP-' || n, id, 'PSDF', 'decided', '{accommodation}', '{durham}', false, 'psdf-application', 1, now(), now(), now() from made),
      membership as (
        insert into providers.membership (id, revision, provider_id, vehicle_code, status, status_reason, status_words, status_at, status_by, turnover_pence, financial_band_pence, admitted_at)
        select id, 0, id, 'PSDF', case when n % 100 = 0 then 'removed' when n % 7 = 0 then 'suspended' else 'active' end, 'other', 'x', now(), 'system', 90000000, 45000000, '2026-05-04T10:00:00Z' from made)
    insert into providers.admission (id, membership_id, category_code, area_code, application_id)
    select gen_random_uuid(), id, category, case when n % 3 = 0 then 'A' else 'durham' end, id from made cross join unnest(array['accommodation', 'lifestyle']) category where category = 'accommodation' or n % 2 = 0`);
}

describe('the register of members', () => {
  it('filters by category and area of one admission, by vehicle and by name, and keeps the question in its links', async () => {
    expect(names(await app.anonymous().get('/api/v1/members?name=member%2000002'))).toEqual(['Member 00002']);
    expect(names(await app.anonymous().get('/api/v1/members?category=lifestyle&name=00003'))).toEqual([]);
    // Durham is inside region A; Kent has nothing to do with either.
    expect(names(await app.anonymous().get('/api/v1/members?area=durham&name=0000'))).toHaveLength(8);
    expect(names(await app.anonymous().get('/api/v1/members?area=A&name=0000'))).toHaveLength(8);
    expect(names(await app.anonymous().get('/api/v1/members?area=kent'))).toEqual([]);
    expect(names(await app.anonymous().get('/api/v1/members?vehicle=NONE'))).toEqual([]);
    expect(names(await app.anonymous().get('/api/v1/members?name=%25'))).toEqual([]);
    const { text } = await app.anonymous().get('/members?category=lifestyle&area=durham&name=Member');
    expect(text).toMatch(/href="\/members\?category=lifestyle&amp;area=durham&amp;name=Member&amp;after=[^"]+"/);
    expect(text).toContain('href="/members.csv?category=lifestyle&amp;area=durham&amp;name=Member"');
  });

  it('says who takes no new work, lists nobody removed, and pages by name without a gap', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body } = await app.anonymous().get(`/api/v1/members?name=Member&after=${next}`);
      seen.push(...(body.items as { name: string }[]).map(({ name }) => name));
      next = body.next as string | null;
    }
    // 2,299 named so, of which 23 were removed.
    expect(seen).toHaveLength(2_276);
    expect(new Set(seen).size).toBe(2_276);
    expect(seen).toEqual([...seen].sort());
    expect((await app.anonymous().get('/api/v1/members?name=00007')).body.items).toMatchObject([{ status: 'suspended', takesNewWork: false }]);
    expect((await app.anonymous().get('/members?name=00007')).text).toContain('Not taking new work');
    expect(names(await app.anonymous().get('/api/v1/members?name=00100'))).toEqual([]);
  });
});

describe('its downloads', () => {
  it('read one bounded batch at a time, the next only when the last was taken', async () => {
    const database = databaseOf(app);
    const before = database.statements;
    const rows = app.get(RegisterExport).rows({});
    for (let taken = 0; taken < EXPORT_BATCH; taken += 1) await rows.next();
    expect(database.statements - before).toBe(1);
    await rows.next();
    expect(database.statements - before).toBe(2);
    let rest = EXPORT_BATCH + 1;
    for await (const _ of rows) rest += 1;
    // 2,277 members in batches of 500: five statements.
    expect([rest, database.statements - before]).toEqual([2_277, 5]);
  });

  it('as CSV have stable columns, a mark for spreadsheets, and no formulas', async () => {
    const response = await app.anonymous().get('/members.csv').buffer(true);
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toBe('attachment; filename="members.csv"');
    expect(response.text.charCodeAt(0)).toBe(0xfeff);
    const rows = parse(response.text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(2_277);
    expect(Object.keys(rows[0] ?? {})).toEqual(['member_id', 'organisation_id', 'organisation', 'framework_code', 'framework', 'takes_new_work', 'member_since', 'size', 'vcse', 'category_codes', 'area_codes', 'admitted_for', 'together_with']);
    expect(rows.find(({ organisation }) => organisation?.includes('of East'))?.['organisation']).toBe('\'=1+1 "Trust", of East');
    expect(rows.find(({ organisation }) => organisation === 'Member 00006')).toMatchObject({ takes_new_work: 'yes', member_since: '2026-05-04', vcse: 'yes', category_codes: 'accommodation lifestyle', area_codes: 'A', admitted_for: 'accommodation: A; lifestyle: A' });
  });

  it('as JSON are one list of the same members, also when a filter leaves none', async () => {
    const response = await app.anonymous().get('/members.json?name=Member');
    expect(response.headers['content-type']).toContain('application/json');
    expect(response.body).toHaveLength(2_276);
    expect(response.body[0]).toMatchObject({ name: 'Member 00002', takesNewWork: true, admissions: [{ categoryCode: 'accommodation', areaCodes: ['durham'] }, { categoryCode: 'lifestyle', areaCodes: ['durham'] }] });
    expect((await app.anonymous().get(`/members.json?name=${newId()}`)).body).toEqual([]);
  });
});
