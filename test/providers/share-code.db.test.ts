import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { dayOf } from '#libs/kernel';
import { HistoryVerifier, sql } from '#libs/persistence';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { json } from '../support/fake-service.js';
import { applying, idOf } from '../support/world.js';
import { FindATender, supplierInformation } from './find-a-tender.js';

const CODE = '9BLNwzKU';
let app: TestApp;
let platform: FindATender;
beforeAll(async () => {
  platform = await new FindATender().start();
  app = await startApp({ variables: { SUPPLIER_INFORMATION_URL: `${platform.url}/`, SUPPLIER_INFORMATION_KEY: 'our-key' } });
}, 60_000);
afterAll(async () => {
  await app?.close();
  await platform?.stop();
});

let id: string;
beforeEach(async () => {
  await app.reset();
  platform.forget();
  id = await applying(app, 'prime');
  await databaseOf(app).run(sql`update providers.provider set company_number = '01234567' where id = ${idOf(app, 'prime')}`);
  platform.shared[CODE] = supplierInformation({ companyNumber: '01234567' });
});

const post = async (path: string, body: object, who: 'provider-manager' | 'rival' | 'commissioner' = 'provider-manager'): Promise<Response> =>
  app.anonymous().post(`/api/v1/applications/${id}/import/${path}`).set(await app.key(who)).send(body);
const answers = () => databaseOf(app).rows<{ questionCode: string; value: unknown; saidAt: Date; saidBy: string }>(sql`select question_code, value, said_at, said_by from providers.application_answer where application_id = ${id} and said_by like 'find-a-tender%' order by question_code`);

describe('importing with a share code', () => {
  it('shows what it would fill in, keeps nothing, then fills it in as said on the day it was shared', async () => {
    const seen = await post('preview', { shareCode: ' 9BLN wzKU ' });
    expect(seen.body).toMatchObject({ name: 'Import Trust', shareCode: CODE, formVersionId: '1.0', submittedAt: '2026-05-04T09:00:00.123Z' });
    expect(seen.body.proposed).toEqual([{ question: 'public-service-mission', value: 'yes', before: null }, { question: 'accounts-date', value: '2026-03-31', before: null }]);
    expect(await answers()).toEqual([]);
    expect((await post('accept', seen.body as object)).status).toBe(422);
    const { shareCode, formVersionId, submittedAt } = seen.body as Record<string, string>;
    expect((await post('accept', { shareCode, formVersionId, submittedAt })).status).toBe(204);
    expect((await answers()).map(({ saidAt, ...rest }) => ({ ...rest, saidOn: dayOf(saidAt) }))).toEqual([
      { questionCode: 'accounts-date', value: '2026-03-31', saidBy: `find-a-tender ${CODE}`, saidOn: '2026-05-04' },
      { questionCode: 'public-service-mission', value: 'yes', saidBy: `find-a-tender ${CODE}`, saidOn: '2026-05-04' },
    ]);
    expect(await databaseOf(app).rows(sql`select share_code, form_version_id from providers.application_share_code`)).toEqual([{ shareCode: CODE, formVersionId: '1.0' }]);
    expect(platform.asked.map(({ method, path, headers }) => [method, path, headers['cdp-api-key']])).toEqual([['GET', `/share/data/${CODE}`, 'our-key'], ['GET', `/share/data/${CODE}`, 'our-key']]);
    expect((await post('accept', { shareCode, formVersionId, submittedAt })).body.rule).toBe('nothing-to-import');
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('is refused for another organisation’s code, for a code that is none, and for who may not fill the draft', async () => {
    platform.shared[CODE] = supplierInformation({ companyNumber: '07654321' });
    expect((await post('preview', { shareCode: CODE })).body).toMatchObject({ rule: 'not-yours', field: 'shareCode' });
    expect((await post('accept', { shareCode: CODE, formVersionId: '1.0', submittedAt: '2026-05-04T09:00:00.123Z' })).body.rule).toBe('not-yours');
    expect((await post('preview', { shareCode: '../verify' })).body.rule).toBe('share-code-format');
    platform.asked = [];
    expect((await post('preview', { shareCode: CODE }, 'rival')).status).toBe(404);
    expect((await post('preview', { shareCode: CODE }, 'commissioner')).status).toBe(404);
    expect(platform.asked).toEqual([]);
    expect(await answers()).toEqual([]);
  });

  it('asks to look again when newer information was shared between the look and the acceptance', async () => {
    const { shareCode, formVersionId, submittedAt } = (await post('preview', { shareCode: CODE })).body as Record<string, string>;
    platform.shared[CODE] = supplierInformation({ companyNumber: '01234567', submittedAt: '2026-06-01T09:00:00Z' });
    expect((await post('accept', { shareCode, formVersionId, submittedAt })).status).toBe(409);
  });

  it('asks the platform while no transaction is open', async () => {
    const open = sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`;
    let during: Promise<unknown> = Promise.resolve(null);
    platform.answer = (response) => {
      during = databaseOf(app).first(open).finally(() => json(response, 200, platform.shared[CODE] ?? {}));
    };
    const body = { shareCode: CODE, formVersionId: '1.0', submittedAt: '2026-05-04T09:00:00.123Z' };
    await app.anonymous().post(`/api/v1/applications/${id}/import/accept`).set({ ...(await app.key('provider-manager')), 'idempotency-key': 'once' }).send(body);
    expect(await during).toEqual({ count: 0 });
    expect(await answers()).toHaveLength(2);
  });
});

describe('the pages', () => {
  it('go from the code over a look at the answers to the draft, and say plainly what went wrong', async () => {
    const manager = await app.as('provider-manager');
    const path = `/applications/${id}/import`;
    expect((await manager.get(`/applications/${id}`)).text).toContain('Import answers from Find a Tender');
    const _csrf = await csrfOf(manager, path);
    const send = (to: string, body: object) => manager.post(to).type('form').send({ ...body, _csrf });
    const wrong = await send(path, { shareCode: 'short' });
    expect([wrong.status, wrong.text.includes('value="short"'), wrong.text.includes('A share code has 8 letters and numbers')]).toEqual([422, true, true]);
    expect((await send(path, { shareCode: 'zzzzzzzz' })).text).toContain('Find a Tender does not know this share code');
    platform.answer = (response) => response.writeHead(503).end();
    expect((await send(path, { shareCode: CODE })).text).toContain('Find a Tender cannot be reached at the moment');
    platform.answer = null;
    const look = await send(path, { shareCode: CODE });
    expect(look.text).toContain('4 May 2026');
    expect(look.text).toContain('31 March 2026');
    const done = await send(`${path}/accept`, { shareCode: CODE, formVersionId: '1.0', submittedAt: '2026-05-04T09:00:00.123Z' });
    expect(done.headers['location']).toBe(`/applications/${id}`);
    expect((await manager.get(`/applications/${id}`)).text).toContain('Filled in from Find a Tender');
    expect((await (await app.as('rival')).get(path)).status).toBe(404);
  });
});
