import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { must, newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { apiContent } from '../access/bodies.js';
import { pdf } from '../documents/files.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { FakeService, json, type Asked } from '../support/fake-service.js';
import { accepted, colleague, idOf, joined, liveContract, openLot, sent } from '../support/world.js';

type Person = 'practitioner' | 'provider-manager' | 'commissioner';

/** Case data, Find a Tender and the store of documents in one. Before it answers it counts the transactions that wait for it. */
class Elsewhere extends FakeService {
  readonly waiting: { readonly line: string; readonly openTransactions: number }[] = [];
  isLatest = true;
  whenAsked: () => Promise<unknown> = () => Promise.resolve();
  countOpen: () => Promise<number> = () => Promise.resolve(0);

  protected override async say(response: ServerResponse, { method, path }: Asked): Promise<void> {
    this.waiting.push({ line: `${method} ${path.replace(/[0-9a-f]{64}/, 'KEY')}`, openTransactions: await this.countOpen() });
    await this.whenAsked();
    if (path.startsWith('/people/')) json(response, 200, { crn: path.slice(-7), firstName: 'Ann', lastName: 'Example', dateOfBirth: '1990-01-01', gender: 'female', location: 'community', restricted: false });
    else if (path === '/share/data/verify') json(response, 200, { isLatest: this.isLatest });
    else response.writeHead(method === 'DELETE' ? 204 : 200).end();
  }
}

const elsewhere = new Elsewhere();
let app: TestApp;
beforeAll(async () => {
  const { url } = await elsewhere.start();
  app = await startApp({
    variables: {
      ...{ CASE_DATA_URL: url, SUPPLIER_INFORMATION_URL: url, SUPPLIER_INFORMATION_KEY: 'our-key' },
      ...{ DOCUMENTS_S3_URL: url, DOCUMENTS_S3_BUCKET: 'evidence', DOCUMENTS_S3_KEY: 'AKTEST', DOCUMENTS_S3_SECRET: 'very-secret' },
    },
  });
  elsewhere.countOpen = async () =>
    must(await databaseOf(app).first<{ count: number }>(sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`), 'the count').count;
}, 60_000);
afterAll(async () => {
  await app?.close();
  await elsewhere.stop();
});
beforeEach(async () => {
  await app.reset();
  Object.assign(elsewhere, { isLatest: true, whenAsked: () => Promise.resolve() });
  elsewhere.waiting.length = 0;
});

const post = async (who: Person, path: string, body: object, key?: string): Promise<Response> =>
  app.anonymous().post(`/api/v1/${path}`).set({ ...(await app.key(who)), ...(key ? { 'idempotency-key': key } : {}) }).send(body);
const upload = async (key?: string): Promise<Response> =>
  app.anonymous().post('/api/v1/documents').set({ ...(await app.key('provider-manager')), ...(key ? { 'idempotency-key': key } : {}) }).attach('file', pdf, 'policy.pdf');
const replayed = (answer: Response) => [answer.status, answer.headers['idempotency-replayed'], answer.body as unknown];

/** A colleague in the practitioner's team. */
const successor = (): Promise<string> => colleague(app, 'successor', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });

/** A draft that answers nothing yet. */
async function draft(): Promise<string> {
  await joined(app, 'prime');
  const contract = await liveContract(app, 'prime');
  elsewhere.waiting.length = 0;
  return (await app.get(DraftsService).start(await app.actor('practitioner'), contract)).id;
}

/** One that answers everything, its person looked up; nothing asked since. */
async function readyDraft(): Promise<string> {
  const id = await draft();
  const { crn: _, contractId: __, ...said } = apiContent();
  await post('practitioner', `drafts/${id}/person`, { crn: 'X900002' });
  expect((await post('practitioner', `drafts/${id}/answers`, { ...said, accessNeeds: '' })).body).toMatchObject({ missing: [] });
  elsewhere.waiting.length = 0;
  return id;
}

/** A lot, and a member that could be given it, admitted on what it once shared with a code. */
async function lotAndImport(): Promise<object> {
  await databaseOf(app).run(sql`
    insert into providers.application_share_code (id, application_id, share_code, form_version_id, submitted_at, fetched_at, fetched_by)
    select ${newId()}, id, '9BLNwzKU', '1.0', now(), now(), 'test' from providers.application where provider_id = ${idOf(app, 'prime')}`);
  elsewhere.waiting.length = 0;
  return { lotId: await openLot(app), providerId: idOf(app, 'prime'), ground: 'urgency', reason: 'The last provider closed', reference: 'PRJ_1001' };
}

describe('with an Idempotency-Key, no transaction waits for another service, and a repeat is answered as the first', () => {
  it('when a person is looked up', async () => {
    const id = await draft();
    const [first, again] = [await post('practitioner', `drafts/${id}/person`, { crn: 'X900002' }, 'k'), await post('practitioner', `drafts/${id}/person`, { crn: 'X900002' }, 'k')];
    expect(elsewhere.waiting).toEqual([{ line: 'GET /people/X900002', openTransactions: 0 }]);
    expect([replayed(first), replayed(again)]).toEqual([[200, undefined, first.body], [200, 'true', first.body]]);
    expect((await post('practitioner', `drafts/${id}/person`, { crn: 'X900003' }, 'k')).body).toMatchObject({ rule: 'idempotency-key-reused' });
  });

  it('when a draft is sent', async () => {
    const id = await readyDraft();
    const [first, again] = [await post('practitioner', `drafts/${id}/send`, {}, 'k'), await post('practitioner', `drafts/${id}/send`, {}, 'k')];
    expect(elsewhere.waiting).toEqual([{ line: 'GET /people/X900002', openTransactions: 0 }]);
    expect([replayed(first), replayed(again)]).toEqual([[201, undefined, first.body], [201, 'true', first.body]]);
    expect(first.body).toMatchObject({ status: 'sent' });
  });

  it('when drafts are handed over, one or several', async () => {
    const one = await readyDraft();
    const { contractId } = await app.get(DraftsService).draft(await app.actor('practitioner'), one);
    const other = await app.get(DraftsService).start(await app.actor('practitioner'), contractId);
    await post('practitioner', `drafts/${other.id}/person`, { crn: 'X900003' });
    elsewhere.waiting.length = 0;
    const to = { practitionerId: await successor(), note: 'Away until July' };
    const handOver = async () => [await post('practitioner', `drafts/${one}/hand-over`, to, 'k'), await post('practitioner', 'drafts/hand-over', { draftIds: [other.id], ...to }, 'k')].map(replayed);
    const [first, again] = [await handOver(), await handOver()]; // the practitioner cannot read the drafts any more
    expect(first).toEqual([[200, undefined, { practitionerId: to.practitionerId }], [200, undefined, [expect.objectContaining({ id: other.id, ok: true })]]]);
    expect(again).toEqual(first.map(([status, , body]) => [status, 'true', body]));
    expect(elsewhere.waiting).toEqual([{ line: 'GET /people/X900002', openTransactions: 0 }, { line: 'GET /people/X900003', openTransactions: 0 }]);
  });

  it('when someone is referred without a draft', async () => {
    await joined(app, 'prime');
    const body = { ...apiContent(), crn: 'X900002', contractId: await liveContract(app, 'prime') };
    elsewhere.waiting.length = 0;
    const [first, again] = [await post('practitioner', 'referrals', body, 'k'), await post('practitioner', 'referrals', body, 'k')];
    expect([replayed(first), replayed(again)]).toEqual([[201, undefined, first.body], [201, 'true', first.body]]);
    const looked = { line: 'GET /people/X900002', openTransactions: 0 };
    expect(elsewhere.waiting).toEqual([looked, looked]); // the person is looked up before the key is
  });

  it('when a lot is awarded: the share code is checked as without a key', async () => {
    await joined(app, 'prime');
    const award = await lotAndImport();
    elsewhere.isLatest = false;
    expect((await post('commissioner', 'contracts', award, 'k')).body).toMatchObject({ rule: 'answers-stale' });
    const reasoned = { ...award, staleReason: 'Confirmed by telephone' };
    const [first, again] = [await post('commissioner', 'contracts', reasoned, 'k'), await post('commissioner', 'contracts', reasoned, 'k')];
    expect(elsewhere.waiting).toEqual([{ line: 'POST /share/data/verify', openTransactions: 0 }, { line: 'POST /share/data/verify', openTransactions: 0 }]);
    expect([replayed(first), replayed(again)]).toEqual([[201, undefined, first.body], [201, 'true', first.body]]);
  });

  it('when a document is stored and removed', async () => {
    await joined(app, 'prime');
    elsewhere.waiting.length = 0;
    const [first, again] = [await upload('k'), await upload('k')];
    expect([replayed(first), replayed(again)]).toEqual([[201, undefined, first.body], [201, 'true', first.body]]);
    const remove = async () => replayed(await post('provider-manager', `documents/${(first.body as { id: string }).id}/remove`, {}, 'k'));
    expect([await remove(), await remove()]).toEqual([[204, undefined, {}], [204, 'true', {}]]);
    expect(elsewhere.waiting).toEqual([{ line: 'PUT /evidence/KEY', openTransactions: 0 }, { line: 'DELETE /evidence/KEY', openTransactions: 0 }]);
  });
});

describe('a repeat that comes while the first waits for another service', () => {
  it('is told to try again, and then gets the first answer', async () => {
    const id = await readyDraft();
    let meanwhile: Response | undefined;
    elsewhere.whenAsked = async () => {
      elsewhere.whenAsked = () => Promise.resolve();
      meanwhile = await post('practitioner', `drafts/${id}/send`, {}, 'k');
    };
    const first = await post('practitioner', `drafts/${id}/send`, {}, 'k');
    expect([first.status, meanwhile?.status, (await post('practitioner', `drafts/${id}/send`, {}, 'k')).body]).toEqual([201, 409, first.body]);
    expect(elsewhere.waiting).toHaveLength(1);
  });
});

it('many are handed over under one Idempotency-Key, each on its own', async () => {
  await joined(app, 'prime');
  const contract = await liveContract(app, 'prime');
  const referral = await sent(app, contract);
  const body = { referralIds: [referral], practitionerId: await successor() };
  const [first, again] = [await post('practitioner', 'referrals/hand-over', body, 'k'), await post('practitioner', 'referrals/hand-over', body, 'k')];
  expect([replayed(first), replayed(again)]).toEqual([[200, undefined, first.body], [200, 'true', first.body]]);
  const spare = await colleague(app, 'spare', { role: 'caseworker', at: 'prime' });
  const caseId = await accepted(app, await sent(app, contract, { crn: 'X555551' }));
  expect((await post('provider-manager', 'cases/reassign', { caseIds: [caseId], caseworkerId: spare }, 'k')).body).toMatchObject([{ id: caseId, ok: true }]);
});

describe('on a page, where there are no keys, no transaction waits for another service', () => {
  it('when a person is looked up, a draft is sent and a lot is awarded', async () => {
    const id = await readyDraft();
    const practitioner = await app.as('practitioner');
    const _csrf = await csrfOf(practitioner, '/cookies');
    expect((await practitioner.post(`/drafts/${id}/look-up`).type('form').send({ _csrf })).status).toBe(303);
    expect((await practitioner.post(`/drafts/${id}/check-answers`).type('form').send({ _csrf })).status).toBe(303);
    expect(elsewhere.waiting).toEqual([{ line: 'GET /people/X900002', openTransactions: 0 }, { line: 'GET /people/X900002', openTransactions: 0 }]);
    const { lotId, ...award } = (await lotAndImport()) as { lotId: string };
    const officer = await app.as('commissioner');
    const made = await officer.post(`/lots/${lotId}/award`).type('form').send({ ...award, _csrf: await csrfOf(officer, '/cookies'), termFrom: '2026-06-10', termTo: '2027-06-09', referralsFrom: '2026-06-10' });
    expect(made.status).toBe(303);
    expect(elsewhere.waiting).toEqual([{ line: 'POST /share/data/verify', openTransactions: 0 }]);
  });

  it('when a document is stored', async () => {
    await joined(app, 'prime');
    elsewhere.waiting.length = 0;
    const manager = await app.as('provider-manager');
    expect((await manager.post('/documents').field('_csrf', await csrfOf(manager, '/cookies')).attach('file', pdf, 'policy.pdf')).status).toBe(303);
    expect(elsewhere.waiting).toEqual([{ line: 'PUT /evidence/KEY', openTransactions: 0 }]);
  });
});
