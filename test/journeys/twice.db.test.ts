import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { must, newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { CapacityService } from '../../src/contracts/application/capacity.service.js';
import { apiContent } from '../access/bodies.js';
import { get, post, visitorsOf, type Visitor, type Visitors, type Who } from '../access/walk.js';
import { linkTokenOf } from '../providers/registered.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { agreedStatement, colleague, deliveredCase, drawn, idOf, joined, liveContract, sent } from '../support/world.js';

describe('the same thing twice, or two people at once', () => {
  let app: TestApp;
  let contract: string;
  let by: Visitors;

  beforeAll(async () => {
    app = await startApp({ poolSize: 5 });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    by = visitorsOf(app);
    await joined(app, 'prime');
    contract = await liveContract(app, 'prime');
  });

  const count = async (statement: Parameters<ReturnType<typeof databaseOf>['first']>[0]) => (await databaseOf(app).first<{ count: number }>(statement))?.count;
  const statusesOf = (answers: readonly Response[]) => answers.map((answer) => answer.status).sort();
  const withKey = async (who: Who, key: string, path: string, body: object): Promise<Response> => {
    const { agent, headers } = await by(who);
    return agent.post(`/api/v1/${path}`).set({ ...headers, 'idempotency-key': key }).send(body);
  };
  const referral = (crn = 'X123456') => ({ ...apiContent(), crn, contractId: contract });
  const referrals = () => count(sql`select count(*) from referrals.referral`);

  it('answers a repeat with the same key as it answered first, and does nothing again', async () => {
    const key = newId();
    const [first, again] = [await withKey('practitioner', key, 'referrals', referral()), await withKey('practitioner', key, 'referrals', referral())];
    expect([first.status, first.headers['idempotency-replayed'], again.status, again.headers['idempotency-replayed']]).toEqual([201, undefined, 201, 'true']);
    expect(again.body).toEqual(first.body);
    expect(await referrals()).toBe(1);
    const other = await withKey('practitioner', key, 'referrals', referral('X999999'));
    expect([other.status, other.body.rule]).toEqual([422, 'idempotency-key-reused']);
    expect((await withKey('practitioner2', key, 'referrals', referral())).headers['idempotency-replayed']).toBeUndefined();
    expect(await referrals()).toBe(2);
  });

  it('does it once when the same key comes five times at once', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 5 }, () => withKey('practitioner', key, 'referrals', referral())));
    expect(statusesOf(answers)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => (answer.body as { id: string }).id)).size).toBe(1);
    expect(await referrals()).toBe(1);
  });

  it('keeps no failure under a key, and refuses a key that is none', async () => {
    const key = newId();
    expect((await withKey('practitioner', key, 'referrals', { ...referral(), completeBy: '2020-01-01' })).status).toBe(422);
    expect((await withKey('practitioner', key, 'referrals', referral())).status).toBe(201);
    for (const bad of ['', 'x'.repeat(256), 'two words']) expect((await withKey('practitioner', bad, 'referrals', referral())).status).toBe(400);
  });

  it('sends one referral when the button is pressed twice, and says so on the way', async () => {
    const practitioner = await by('practitioner');
    const { id } = await app.get(DraftsService).start(await app.actor('practitioner'), contract);
    const steps: [string, object][] = [
      ['crn', { crn: 'X123456', lookup: 'typed' }], ['person', { firstName: 'Ann', lastName: 'Lee', gender: 'female', areaCode: 'west-yorkshire', dateOfBirth: '1990-05-04' }],
      ['sentence', { sentenceKind: 'order', sentenceEndsOn: '2027-12-31', enforceableDays: null, location: 'community' }], ['risk', { riskSummary: 'Low', additionalRisk: null }],
      ['support', { accessNeeds: null, interpreterLanguage: null }], ['need-accommodation', { outcomes: ['accommodation-kept'], level: 'LOW' }],
      ['purpose', { completeBy: '2027-06-01', completeByReason: null, reason: 'Rent' }],
    ];
    for (const [page, answer] of steps) await app.get(DraftsService).answer(await app.actor('practitioner'), id, { page, answer: { ...answer } });
    const answers = await Promise.all([post(practitioner, `/drafts/${id}/check-answers`), post(practitioner, `/drafts/${id}/check-answers`)]);
    expect(statusesOf(answers)).toEqual([303, 404]);
    expect(await referrals()).toBe(1);
  });

  it('asks once to register when the form is sent twice, and registers one organisation when the link is confirmed twice', async () => {
    const anyone = await by('anonymous');
    const form = { name: 'Nova Test', legalForm: 'guarantee-company', companyNumber: '01234567', size: 'small', isVcse: 'yes', turnoverPence: '900000', userName: 'Ann', email: 'ann@test.example', password: 'long enough password', registrationKey: newId() };
    expect(statusesOf(await Promise.all([post(anyone, '/register', form), post(anyone, '/register', form)]))).toEqual([303, 303]);
    const { id } = must(await databaseOf(app).first<{ id: string }>(sql`select id from providers.registration where name = 'Nova Test'`), 'the registration');
    expect(await count(sql`select count(*) from providers.registration`)).toBe(1);
    const link = `/register/confirm/${linkTokenOf(app, id)}`;
    expect(statusesOf(await Promise.all([post(anyone, link), post(anyone, link)]))).toEqual([303, 303]);
    expect(await count(sql`select count(*) from identity.organisation where name = 'Nova Test'`)).toBe(1);
  });

  it('tells a second tab that the draft changed, and keeps what was typed there', async () => {
    const practitioner = await by('practitioner');
    const { id } = await app.get(DraftsService).start(await app.actor('practitioner'), contract);
    const seen = /name="seen" value="(\w+)"/.exec((await get(practitioner, `/drafts/${id}/risk`)).text)?.[1];
    expect((await post(practitioner, `/drafts/${id}/risk`, { riskSummary: 'From the first tab', seen })).status).toBe(303);
    const late = await post(practitioner, `/drafts/${id}/risk`, { riskSummary: 'From the <second> tab', seen });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('From the &lt;second&gt; tab')]);
    expect(late.text).toContain('This answer was changed in another tab or window');
    expect((await get(practitioner, `/drafts/${id}/risk`)).text).toContain('From the first tab');
  });

  it('accepts a referral once when two managers press at once, and tells the second why', async () => {
    const referralId = await sent(app, contract);
    const caseworkerId = idOf(app, 'user:caseworker');
    const manager = await by('provider-manager');
    const answers = await Promise.all([post(manager, '/api/v1/cases', { referralId, caseworkerId }), post(manager, '/api/v1/cases', { referralId, caseworkerId })]);
    expect(statusesOf(answers)).toEqual([201, 422]);
    expect(answers.find((answer) => answer.status === 422)?.body).toMatchObject({ rule: 'not-now', detail: 'This referral has already been accepted' });
    expect(await count(sql`select count(*) from delivery.case`)).toBe(1);
    const page = await post(manager, `/referrals/${referralId}/accept`, { caseworkerId });
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('This referral has already been accepted')]);
  });

  it('lets one of accepting, declining and withdrawing win', async () => {
    const id = await sent(app, contract);
    const [manager, practitioner] = [await by('provider-manager'), await by('practitioner')];
    const answers = await Promise.all([
      post(manager, '/api/v1/cases', { referralId: id, caseworkerId: idOf(app, 'user:caseworker') }),
      post(manager, `/api/v1/referrals/${id}/decline`, { reason: 'no-capacity', comment: 'Full' }),
      post(practitioner, `/api/v1/referrals/${id}/withdraw`, { code: 'MIS', comment: 'Mistake' }),
    ]);
    expect(answers.filter((answer) => answer.status < 300)).toHaveLength(1);
    expect(statusesOf(answers).slice(1)).toEqual([422, 422]);
    expect(await count(sql`select count(*) from platform.outbox where type in ('referrals.accepted', 'referrals.declined', 'referrals.withdrawn')`)).toBe(1);
  });

  it('gives the last place to one of two senders', async () => {
    const manager = await app.actor('provider-manager');
    await app.get(CapacityService).stateCapacity(manager, contract, { everywhere: { places: 2, weeklyStarts: null, expectedWaitDays: null, closesWhenFull: true } });
    await sent(app, contract);
    const answers = await Promise.all([post(await by('practitioner'), '/api/v1/referrals', referral('X111111')), post(await by('practitioner2'), '/api/v1/referrals', referral('X222222'))]);
    expect(statusesOf(answers)).toEqual([201, 422]);
    expect(answers.find((answer) => answer.status === 422)?.body).toMatchObject({ rule: 'no-places' });
    expect(await referrals()).toBe(2);
  });

  it('draws, agrees, approves and pays one statement once, whoever presses together', async () => {
    await deliveredCase(app, contract);
    await app.drain();
    await colleague(app, 'approver2', { role: 'approver', at: 'yorkshire' });
    const [commissioner, approver, finance] = [await by('commissioner'), await by('approver'), await by('provider-finance')];
    const approver2 = await by('approver2@test.example');
    const draws = await Promise.all([1, 2].map(() => post(commissioner, '/api/v1/statements', { contractId: contract, month: '2026-06' })));
    expect(statusesOf(draws)).toEqual([201, 422]);
    const id = (draws.find((answer) => answer.status === 201)?.body as { id: string }).id;
    const together = async (who: Visitor[], step: string, body: object = {}) => statusesOf(await Promise.all(who.map((each) => post(each, `/api/v1/statements/${id}/${step}`, body))));
    expect(await together([commissioner, approver], 'send')).toEqual([200, 422]);
    expect(await together([finance, await by('provider-manager')], 'agree')).toEqual([200, 422]);
    expect(await together([approver, approver2], 'approve')).toEqual([200, 422]);
    expect(await together([approver, approver2], 'pay', { paidOn: '2026-06-10', reference: 'BACS-1' })).toEqual([200, 422]);
    // £185.00 + £50.00 + £300.01 + half of £300.01, rounded up: £685.02.
    expect(await databaseOf(app).rows(sql`select status, net_pence from payments.statement`)).toEqual([{ status: 'paid', netPence: 685_02 }]);
    expect(await count(sql`select count(*) from platform.outbox where type = 'payments.statement-paid'`)).toBe(1);
  });

  it('never lets an officer approve or pay what they drew, and tells one who looked at older figures', async () => {
    await deliveredCase(app, contract);
    const id = await agreedStatement(app, contract);
    await databaseOf(app).run(sql`update payments.statement set drawn_by = ${idOf(app, 'user:approver')} where id = ${id}`);
    const approver = await by('approver');
    expect((await post(approver, `/api/v1/statements/${id}/approve`)).body).toMatchObject({ status: 422, rule: 'approved-by-another' });
    await databaseOf(app).run(sql`update payments.statement set drawn_by = ${idOf(app, 'user:commissioner')} where id = ${id}`);
    expect((await post(approver, `/statements/${id}/approve`, { revision: 1 })).status).toBe(409);
    expect((await post(approver, `/statements/${id}/approve`, { revision: 3 })).status).toBe(303);
  });

  it('draws a draft again with what was earned since, each line once', async () => {
    await deliveredCase(app, contract);
    const id = await drawn(app, contract);
    await deliveredCase(app, contract, { change: { crn: 'X888888' } });
    await app.drain();
    const answers = await Promise.all([1, 2, 3].map(async () => post(await by('commissioner'), '/api/v1/statements', { contractId: contract, month: '2026-06' })));
    expect(statusesOf(answers)).toEqual([201, 422, 422]);
    expect(await databaseOf(app).rows(sql`select id, net_pence from payments.statement`)).toEqual([{ id, netPence: 2 * 685_02 }]);
  });
});
