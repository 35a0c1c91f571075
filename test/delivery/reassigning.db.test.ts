import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must } from '#libs/kernel';
import { HistoryVerifier, sql } from '#libs/persistence';
import { post as postAs, visitorOf } from '../access/walk.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/pages.js';
import type { PersonKey } from '../support/people.js';
import { accepted, booked, colleague, idOf, joined, liveContract, sent } from '../support/world.js';

let app: TestApp;
let contractId: string;
let spare: string;

const post = async (who: PersonKey, path: string, form: object = {}) => postAs(await visitorOf(app, who), path, form);
const stop = (how: 'suspend' | 'withdraw' | 'leave') => app.call('provider-manager', 'post', `staff/${idOf(app, 'staff:caseworker')}/${how}`, { reason: 'Broke a boundary' });
const tasks = async (who: PersonKey) => ((await app.call(who, 'get', 'tasks')).body as { items: { kind: string; title: string; href: string }[] }).items;
const kinds = async (who: PersonKey) => (await tasks(who)).map((each) => each.kind).filter((kind) => kind.includes('reassign'));
const waiting = async () => databaseOf(app).rows<{ reference: string }>(sql`select reference from delivery.caseload where to_reassign`);

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  await joined(app, 'prime');
  await joined(app, 'subcontractor');
  contractId = await liveContract(app, 'prime', { subcontractor: 'subcontractor' });
  spare = await colleague(app, 'spare', { role: 'caseworker', at: 'prime' });
});

describe('accepting', () => {
  it('offers and takes authorised caseworkers only, and says what to do about the others', async () => {
    await stop('suspend');
    const referralId = await sent(app, contractId);
    const page = await (await app.as('provider-manager')).get(`/referrals/${referralId}/accept`);
    expect(page.text).toContain('Test spare');
    expect(page.text).toContain('Not authorised, so not offered: Test caseworker.');
    expect(page.text).toContain('href="/staff"');
    const refused = await app.call('provider-manager', 'post', 'cases', { referralId, caseworkerId: idOf(app, 'user:caseworker') });
    expect([refused.status, refused.body]).toEqual([422, expect.objectContaining({ rule: 'caseworker-not-authorised', field: 'caseworkerId' })]);
    expect((await app.call('provider-manager', 'get', `referrals/${referralId}`)).body).toMatchObject({ status: 'sent' });
    await databaseOf(app).run(sql`update providers.staff_member set vetting_expires_on = '2026-06-09'`);
    expect((await (await app.as('provider-manager')).get(`/referrals/${referralId}/accept`)).text).toMatch(/Nobody can be given this case yet\.(?![\s\S]*type="submit")/); // no form that cannot succeed
    expect((await app.call('provider-manager', 'post', 'cases', { referralId, caseworkerId: spare })).body).toMatchObject({ rule: 'caseworker-not-authorised' });
  });

  it('while the caseworker is being withdrawn either is refused or leaves the case waiting for another', async () => {
    let taken = 0;
    for (const crn of ['X555551', 'X555552', 'X555553']) {
      const referralId = await sent(app, contractId, { crn });
      const member = must(await databaseOf(app).first<{ id: string }>(sql`select id from providers.staff_member where user_id = ${spare} and status = 'authorised'`), 'the spare caseworker');
      const [answer, suspended] = await Promise.all([app.call('provider-manager', 'post', 'cases', { referralId, caseworkerId: spare }), app.call('provider-manager', 'post', `staff/${member.id}/suspend`, { reason: 'Complaint' })]);
      expect(suspended.status).toBe(200);
      expect([201, 422]).toContain(answer.status);
      taken += answer.status === 201 ? 1 : 0;
      expect(await waiting()).toHaveLength(taken);
      await app.call('provider-manager', 'post', `staff/${member.id}/reinstate`);
      expect(await waiting()).toEqual([]);
    }
  });
});

describe('a caseworker who may no longer work', () => {
  it('leaves tasks for managers and the region’s commissioners, who see counts and references, never the person', async () => {
    await accepted(app, await sent(app, contractId));
    await accepted(app, await sent(app, contractId, { crn: 'X222222' }));
    await stop('withdraw');
    expect(await kinds('provider-manager')).toEqual(['reassign-cases']);
    expect(await kinds('commissioner')).toEqual(['watch-reassignment']);
    expect([await kinds('commissioner2'), await kinds('rival'), await kinds('subcontractor')]).toEqual([[], [], []]);
    const task = must((await tasks('commissioner')).find((each) => each.kind === 'watch-reassignment'), 'the task');
    expect(task.title).toMatch(/^2 cases on PRJ_\S+ wait for another caseworker$/);
    const page = await (await app.as('commissioner')).get(task.href);
    for (const { reference } of await waiting()) expect(page.text).toContain(reference);
    expect(page.text).not.toMatch(/Siân|O’Neill|X222222|X123456|Test caseworker/);
    expect((await app.call('commissioner', 'get', 'reassignments')).body).toEqual([expect.objectContaining({ cause: 'withdrawn', left: 2, status: 'open' })]);
    await app.drain();
    const messages = await databaseOf(app).rows<{ kind: string }>(sql`select kind from notifications.message where kind like '%reassign%' order by kind`);
    expect(messages.map((each) => each.kind)).toEqual(['reassign-cases', 'watch-reassignment']);
  });

  it('leaves cases that go to others in one step, and the tasks close with the last', async () => {
    const first = await accepted(app, await sent(app, contractId));
    const second = await accepted(app, await sent(app, contractId, { crn: 'X222222' }));
    await stop('withdraw');
    const manager = await app.as('provider-manager');
    expect((await manager.get('/cases/to-reassign')).text).toContain(first);
    const preview = await manager.get(`/cases/reassign?cases=${first}&cases=${second}`);
    expect(preview.text).toContain('Test spare');
    expect(preview.text).not.toContain('value="' + idOf(app, 'user:caseworker'));
    expect((await post('provider-manager', `/cases/${first}/reassign`, { caseworkerId: spare, from: idOf(app, 'user:caseworker') })).headers['location']).toBe(`/cases/${first}`);
    expect(await kinds('provider-manager')).toEqual(['reassign-cases']);
    const stale = await post('provider-manager', `/cases/${first}/reassign`, { caseworkerId: spare, from: idOf(app, 'user:caseworker') });
    expect([stale.status, stale.text]).toEqual([422, expect.stringContaining('Someone else has just given this case to another caseworker')]);
    const mixed = await post('provider-manager', '/cases/reassign', { cases: [first, second], caseworkerId: spare });
    expect(mixed.text).toContain('This person already works on the case');
    expect(mixed.text).toContain('Given to Test spare');
    expect([await kinds('provider-manager'), await kinds('commissioner'), await waiting()]).toEqual([[], [], []]);
    const timeline = await manager.get(`/cases/${first}/timeline`);
    expect(timeline.text).toContain('Case given to another caseworker');
    expect(timeline.text).toContain('Test caseworker → Test spare');
    expect((await app.call('caseworker', 'get', `cases/${first}`)).status).toBe(404);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('are all ticked at once, and one that ended meanwhile is named among the results', async () => {
    const first = await accepted(app, await sent(app, contractId));
    const second = await accepted(app, await sent(app, contractId, { crn: 'X222222' }));
    await stop('leave');
    const manager = await app.as('provider-manager');
    const left = (await manager.get(`/staff/${idOf(app, 'staff:caseworker')}`)).text;
    for (const href of ['/cases/to-reassign', '/users']) expect(left).toContain(`href="${href}"`);
    const ticked = (text: string) => text.match(/type="checkbox" value="[0-9a-f-]{36}" checked/g)?.length ?? 0;
    expect([ticked((await manager.get('/cases/to-reassign')).text), ticked((await manager.get('/cases/to-reassign?select=all')).text)]).toEqual([0, 2]);
    const { reference } = must(await databaseOf(app).first<{ reference: string }>(sql`select reference from delivery.caseload where case_id = ${second}`), 'the second case');
    await app.call('provider-manager', 'post', `cases/${second}/end`, { reason: 'MIS', comment: 'A mistake' });
    expect((await manager.get(`/cases/reassign?cases=${first}&cases=${second}`)).text).not.toContain(reference);
    const results = (await post('provider-manager', '/cases/reassign', { cases: [first, second], caseworkerId: spare })).text;
    for (const words of [reference, 'This case has ended', 'Given to Test spare']) expect(results).toContain(words);
    expect(results).not.toContain('A case<');
  });

  it('are given from the list they were selected on, which is where it ends', async () => {
    const [first, second] = [await accepted(app, await sent(app, contractId)), await accepted(app, await sent(app, contractId, { crn: 'X222222' }))];
    const manager = await app.as('provider-manager');
    const list = '/caseload?list=all&tab=open&sort=name';
    const boxes = (await manager.get(`${list}&select=some`)).text;
    expect(plain(boxes)).toContain(`name="back" value="${list}"`);
    expect(boxes).toContain('role="group" aria-label="Cases to give to another caseworker"');
    const none = String((await manager.get(`/cases/reassign?back=${encodeURIComponent(list)}`)).headers['location']);
    expect(none).toBe(`${list}&select=none`);
    expect((await manager.get(none)).text).toMatch(/href="#tick-1">Select at least one case to give to another caseworker<[\s\S]*id="tick-1"/);
    const preview = plain((await manager.get(`/cases/reassign?cases=${first}&cases=${second}&back=${encodeURIComponent(list)}`)).text);
    expect(preview).toContain(`href="${list}" class="govuk-back-link"`);
    const visitor = await visitorOf(app, 'provider-manager');
    const done = await postAs(visitor, '/cases/reassign', { cases: [first, second], caseworkerId: spare, back: list });
    expect(done.headers['location']).toBe(list);
    expect((await visitor.agent.get(list)).text).toContain('2 cases given to Test spare. Test spare has been told.');
    for (const back of ['//evil.example', '/caseload/search?q=x', 'https://evil.example']) {
      expect((await manager.get(`/cases/reassign?back=${encodeURIComponent(back)}`)).headers['location']).toBe('/cases/to-reassign?select=none');
    }
    expect((await manager.get(`/cases/${first}/end`)).text).toMatch(/govuk-button--warning[\s\S]*End case/);
  });

  it('hands what waited for them to whoever takes the case on', async () => {
    const caseId = await accepted(app, await sent(app, contractId));
    expect((await tasks('caseworker')).map((each) => each.kind)).toEqual(['book-assessment']);
    await stop('leave');
    expect((await app.call('provider-manager', 'post', `cases/${caseId}/reassign`, { caseworkerId: spare })).body).toMatchObject({ caseworkerId: spare });
    expect(await tasks('caseworker')).toEqual([]);
    const { key } = must(await databaseOf(app).first<{ key: string }>(sql`select r.key from notifications.task_reader r join notifications.task t on t.id = r.task_id where t.subject_id = ${caseId}`), 'the reader');
    expect(key).toBe(`person:${spare}`);
    await booked(app, caseId);
    expect(await databaseOf(app).rows(sql`select 1 as one from notifications.task where subject_id = ${caseId} and closed_at is null`)).toEqual([]);
  });

  it('keeps their cases when they are reinstated, and leaves nothing waiting when a case ends', async () => {
    const caseId = await accepted(app, await sent(app, contractId));
    await stop('suspend');
    expect(await waiting()).toHaveLength(1);
    await app.call('provider-manager', 'post', `staff/${idOf(app, 'staff:caseworker')}/reinstate`);
    expect([await waiting(), await kinds('commissioner')]).toEqual([[], []]);
    await stop('suspend');
    await stop('withdraw');
    expect((await app.call('commissioner', 'get', 'reassignments')).body).toEqual([expect.objectContaining({ cause: 'withdrawn', status: 'open' }), expect.objectContaining({ status: 'finished' })]);
    await app.call('provider-manager', 'post', `cases/${caseId}/end`, { reason: 'MIS', comment: 'A mistake' });
    expect([await waiting(), await kinds('commissioner'), await kinds('provider-manager')]).toEqual([[], [], []]);
  });
});

describe('giving a case to another caseworker', () => {
  it('is for managers, and only to an authorised caseworker of who delivers', async () => {
    const caseId = await accepted(app, await sent(app, contractId));
    const foreign = await colleague(app, 'foreign', { role: 'caseworker', at: 'rival' });
    expect((await app.call('caseworker', 'post', `cases/${caseId}/reassign`, { caseworkerId: spare })).status).toBe(403);
    expect((await app.call('rival', 'post', `cases/${caseId}/reassign`, { caseworkerId: spare })).status).toBe(404);
    expect((await app.call('provider-manager', 'post', `cases/${caseId}/reassign`, { caseworkerId: foreign })).body).toMatchObject({ rule: 'caseworker-unknown' });
    expect((await app.call('provider-manager', 'post', 'cases/reassign', { caseIds: [caseId, spare], caseworkerId: spare })).body).toEqual([
      { id: caseId, ok: true, rule: null, detail: null },
      { id: spare, ok: false, rule: null, detail: 'We could not find that case' },
    ]);
  });
});

it('the caseload leads managers to the cases that wait for another caseworker, with how many; nobody else, and only while there are some', async () => {
  const caseload = async (who: PersonKey) => (await (await app.as(who)).get('/caseload')).text;
  const caseId = await accepted(app, await sent(app, contractId));
  await accepted(app, await sent(app, contractId, { crn: 'X555554' }));
  expect(await caseload('provider-manager')).not.toContain('/cases/to-reassign');
  await stop('suspend');
  expect(await caseload('provider-manager')).toContain('<a class="govuk-link" href="/cases/to-reassign">2 cases need another caseworker</a>');
  for (const who of ['practitioner', 'caseworker', 'subcontractor'] as const) expect([who, (await caseload(who)).includes('/cases/to-reassign')]).toEqual([who, false]);
  expect((await app.call('provider-manager', 'post', `cases/${caseId}/reassign`, { caseworkerId: spare })).status).toBe(200);
  expect(await caseload('provider-manager')).toContain('1 case needs another caseworker');
  expect((await app.call('provider-manager', 'get', 'caseload')).body).toMatchObject({ counts: { open: 2, toReassign: 1 } });
  expect((await app.call('practitioner', 'get', 'caseload')).body).toMatchObject({ counts: { toReassign: null } });
});
