import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, day, must } from '#libs/kernel';
import { Schedules } from '#libs/messaging';
import { sql } from '#libs/persistence';
import { StaffProjections } from '../../src/providers/jobs/staff.projections.js';
import { ProviderDirectory } from '../../src/providers/providers.public.js';
import { post as postAs, visitorOf } from '../access/walk.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { idOf, joined } from '../support/world.js';

type Answer = Record<string, unknown>;

const person = { name: 'Zoë Ø’Neill', dateOfBirth: '1990-05-04', roleTitle: 'Mentor', email: 'zoe@harbour.example', vettingLevel: 'enhanced', vettingExpiresOn: '2027-06-09' };
const heading = 'name,date_of_birth,role_title,email,vetting_level,vetting_expires_on';

let app: TestApp;

const post = async (who: PersonKey, path: string, form: object = {}) => postAs(await visitorOf(app, who), path, form);
const added = async (who: PersonKey, at: string, over: object = {}): Promise<string> => {
  const answer = await app.call(who, 'post', 'staff', { ...person, organisationId: idOf(app, at), ...over });
  expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ status: 'added' })]);
  return (answer.body as { id: string }).id;
};
const import_ = (csv: string, who: PersonKey = 'provider-manager') => app.call(who, 'post', 'staff/import', { organisationId: idOf(app, 'prime'), csv });
const count = async () => must(await databaseOf(app).first<{ people: number }>(sql`select count(*)::int as people from providers.staff_member`), 'a count').people;
const tasks = async (who: PersonKey) => ((await app.call(who, 'get', 'tasks')).body as { items: { kind: string; href: string; title: string }[] }).items;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

describe('a staff register', () => {
  it('takes someone from a form, keeps every answer when it is wrong, and authorises them', async () => {
    const form = { name: '<b>Zoë</b> & Ø’Neill', 'dateOfBirth-day': '4', 'dateOfBirth-month': '5', 'dateOfBirth-year': '1990', roleTitle: 'Mentor', vettingLevel: 'enhanced' };
    const wrong = await post('provider-manager', '/staff/new', form);
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Enter when the vetting expires')]);
    expect(wrong.text).toContain('&lt;b&gt;Zoë&lt;/b&gt; &amp; Ø’Neill');
    const made = await post('provider-manager', '/staff/new', { ...form, 'vettingExpiresOn-day': '9', 'vettingExpiresOn-month': '6', 'vettingExpiresOn-year': '2027' });
    const path = String(made.headers['location']);
    const again = await post('provider-manager', '/staff/new', { ...form, name: 'ZOE  b ONEILL', 'vettingExpiresOn-day': '9', 'vettingExpiresOn-month': '6', 'vettingExpiresOn-year': '2027' });
    expect(again.status).toBe(303);
    expect((await post('provider-manager', `${path}/authorise`)).status).toBe(303);
    const page = await (await app.as('provider-manager')).get(path);
    expect(page.text).toContain('Authorised');
    expect(page.text).toContain('4 May 1990');
    expect(page.text).toContain('Added to the register');
    expect((await (await app.as('provider-manager')).get('/staff')).text).not.toContain('1990');
  });

  it('says plainly that a caseworker’s account is not enough', async () => {
    await joined(app, 'prime');
    await databaseOf(app).run(sql`update providers.staff_member set status = 'added'`);
    const manager = await app.as('provider-manager');
    expect((await manager.get('/staff')).text).toContain('Having an account as a caseworker is not enough');
    expect((await manager.get('/')).text).toContain('Caseworkers who cannot be given cases yet');
    await databaseOf(app).run(sql`update providers.staff_member set status = 'left'`);
    expect((await manager.get('/staff')).text).not.toContain('Having an account as a caseworker is not enough');
    expect((await manager.get('/')).text).not.toContain('Caseworkers who cannot be given cases yet');
  });

  it('says nothing of cases on the home page of an organisation that was never admitted', async () => {
    await databaseOf(app).run(sql`update providers.staff_member set status = 'added'`);
    const home = async () => (await (await app.as('provider-manager')).get('/')).text;
    expect(await home()).not.toContain('Caseworkers who cannot be given cases yet');
    await joined(app, 'prime');
    expect(await home()).toContain('Caseworkers who cannot be given cases yet');
  });

  it('has someone once, however their name is spelled, and tells a second tab', async () => {
    const id = await added('provider-manager', 'prime');
    const twice = await app.call('provider-manager', 'post', 'staff', { ...person, name: 'ZOE O NEILL', organisationId: idOf(app, 'prime') });
    expect([twice.status, twice.body]).toEqual([422, expect.objectContaining({ rule: 'staff-taken', field: 'name' })]);
    expect((await app.call('provider-manager', 'post', `staff/${id}`, { ...person, roleTitle: 'Lead mentor', revision: 1 })).body).toMatchObject({ roleTitle: 'Lead mentor', revision: 2 });
    expect((await app.call('provider-manager', 'post', `staff/${id}`, { ...person, roleTitle: 'Cook', revision: 1 })).status).toBe(409);
  });

  it('is another provider’s nobody sees', async () => {
    const id = await added('provider-manager', 'prime');
    for (const who of ['rival', 'caseworker', 'practitioner', 'commissioner', 'administrator'] as const) expect([who, (await app.call(who, 'get', `staff/${id}`)).status]).toEqual([who, 404]);
    expect((await app.call('rival', 'post', 'staff', { ...person, organisationId: idOf(app, 'prime') })).status).toBe(403);
    expect((await import_(`${heading}\nZoë Ø’Neill,1990-05-04,Mentor,,enhanced,2027-06-09`, 'rival')).status).toBe(403);
    expect((await app.call('commissioner', 'get', 'staff/counts')).body).toContainEqual({ organisationId: idOf(app, 'prime'), organisationName: 'Harbour Test Trust', status: 'added', people: 1 });
  });

  it('authorises once when two managers do so together', async () => {
    const id = await added('provider-manager', 'prime');
    const answers = await Promise.all([app.call('provider-manager', 'post', `staff/${id}/authorise`), app.call('provider-manager', 'post', `staff/${id}/authorise`)]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 422]);
    expect(answers.find((each) => each.status === 422)?.body).toMatchObject({ rule: 'not-now', detail: 'This person is already authorised' });
  });

  it('follows accounts: who is removed from an organisation has left it', async () => {
    const data = { userId: idOf(app, 'user:caseworker'), organisationId: idOf(app, 'prime') };
    const directory = app.get(ProviderDirectory);
    expect([await directory.isAuthorised(data.userId, data.organisationId), await directory.authorisedStaff(data.organisationId)]).toEqual([true, [{ userId: data.userId, name: 'Test caseworker' }]]);
    await app.get(StaffProjections).removed({ id: data.userId, type: 'identity.user-removed', occurredAt: app.clock.now(), actorId: 'system', actorName: 'The service', data });
    expect([await directory.isAuthorised(data.userId, data.organisationId), await directory.authorisedStaff(data.organisationId)]).toEqual([false, []]);
  });
});

describe('vetting', () => {
  it('is warned of 30 days before, then suspends, and ends both when it is renewed', async () => {
    const id = await added('provider-manager', 'prime', { vettingExpiresOn: '2026-07-10' });
    await app.call('provider-manager', 'post', `staff/${id}/authorise`);
    await app.get(Schedules).run('watch-vetting');
    await app.get(Schedules).run('watch-vetting');
    expect((await tasks('provider-manager')).filter((each) => each.kind === 'renew-vetting')).toHaveLength(1);
    app.clock.set(new Date('2026-07-11T05:00:00Z'));
    await app.get(Schedules).run('watch-vetting');
    expect((await app.call('provider-manager', 'get', `staff/${id}`)).body).toMatchObject({ status: 'suspended', reason: 'Vetting expired on 10 July 2026' });
    expect((await app.call('provider-manager', 'post', `staff/${id}/reinstate`)).body).toMatchObject({ rule: 'vetting-lapsed' });
    await app.call('provider-manager', 'post', `staff/${id}`, { ...person, vettingExpiresOn: '2029-07-10' });
    expect((await app.call('provider-manager', 'post', `staff/${id}/reinstate`)).body).toMatchObject({ status: 'authorised', reason: null });
    expect((await tasks('provider-manager')).filter((each) => each.kind === 'renew-vetting')).toEqual([]);
  });
});

describe('importing staff', () => {
  const row = (index: number) => `Person Number ${index},${addDays(day('1980-01-01'), index)},Mentor,person${index}@harbour.example,enhanced,2028-01-01`;
  const rows = (bad: Record<number, string> = {}) => [heading, ...Array.from({ length: 500 }, (_, index) => bad[index] ?? row(index))].join('\n');

  it('of 500 rows with 3 bad ones reports all three by line and column, and changes nothing', async () => {
    const before = await count();
    const bad = rows({ 9: row(9).replace('1980-01-10', '31/2/1980'), 99: row(99).replace('enhanced', 'thorough'), 499: row(499).replace('Person Number 499', '') });
    const answer = await import_(bad);
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: { field: string }[] }).errors.map((each) => each.field)).toEqual(['line-11.date_of_birth', 'line-101.vetting_level', 'line-501.name']);
    expect(await count()).toBe(before);
    const page = await post('provider-manager', '/staff/import', { csv: bad });
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('Nothing was imported: 3 things are wrong')]);
    expect(page.text).toContain('Must be a real date, like 1990-03-27 or 27/3/1990');
  });

  it('adds everyone once, and changes who is known by email, or by name and birth date', async () => {
    const before = await count();
    expect((await import_(rows())).body).toEqual({ added: 500, changed: 0, unchanged: 0 });
    expect((await import_(rows())).body).toEqual({ added: 0, changed: 0, unchanged: 500 });
    expect(await count()).toBe(before + 500);
    const changed = `${heading}\nPERSON  number 1,2/1/1980,Lead,,enhanced,2028-01-01\nRenamed Person,1980-01-03,Mentor,person2@harbour.example,enhanced,2028-01-01`;
    expect((await import_(changed)).body).toEqual({ added: 0, changed: 2, unchanged: 0 });
    expect(await count()).toBe(before + 500);
  });

  it('takes an uploaded file as a spreadsheet saved it, and links the account with the address', async () => {
    await databaseOf(app).run(sql`update providers.staff_member set status = 'left'`);
    const agent = await app.as('provider-manager');
    const bytes = Buffer.from(`${heading}\r\nZo\u00eb Smith,4/5/1990,Mentor,caseworker@test.example,enhanced,9/6/2027\r\n`, 'latin1');
    const answer = await agent.post('/staff/import').field('_csrf', await csrfOf(agent, '/staff/import')).attach('file', bytes, 'staff.csv');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/staff']);
    const { items } = (await app.call('provider-manager', 'get', 'staff?status=added')).body as { items: Answer[] };
    expect(items).toEqual([expect.objectContaining({ name: 'Zoë Smith', userId: idOf(app, 'user:caseworker') })]);
    expect((await agent.get('/staff/template.csv')).text).toContain(heading);
  });

  it('says which row would change who an authorised person is', async () => {
    const id = await added('provider-manager', 'prime');
    await app.call('provider-manager', 'post', `staff/${id}/authorise`);
    const answer = await import_(`${heading}\nSomebody Else,1990-05-04,Mentor,zoe@harbour.example,enhanced,2027-06-09`);
    expect((answer.body as { errors: Answer[] }).errors).toEqual([{ field: 'line-2.name', message: 'Line 2, name: The name cannot change once a person has been authorised' }]);
  });
});

describe('the exclusion list', () => {
  const withdrawn = async (): Promise<string> => {
    const id = await added('provider-manager', 'prime');
    await app.call('provider-manager', 'post', `staff/${id}/authorise`);
    expect((await app.call('provider-manager', 'post', `staff/${id}/withdraw`, { reason: 'Broke a boundary' })).body).toMatchObject({ status: 'withdrawn' });
    return id;
  };
  const askedByRival = async (): Promise<string> => {
    const id = await added('rival', 'rival', { name: 'ZOE ONEILL', email: undefined });
    expect((await app.call('rival', 'post', `staff/${id}/authorise`)).body).toMatchObject({ status: 'added', check: 'waiting' });
    return id;
  };
  const listed = async () => ((await app.call('commissioner', 'get', 'exclusions')).body as { items: { id: string; waiting: number; status: string }[] }).items[0] ?? { id: '', waiting: -1, status: '' };
  const matchOf = async (exclusionId: string) => ((await app.call('commissioner', 'get', `exclusions/${exclusionId}`)).body as { matches: { id: string }[] }).matches[0]?.id ?? '';

  it('is compared with a later employer’s request, who is told nothing of it', async () => {
    await withdrawn();
    const id = await askedByRival();
    const page = await (await app.as('rival')).get(`/staff/${id}`);
    expect(page.text).toContain('A commissioner is checking this request');
    expect(page.text.toLowerCase()).not.toMatch(/exclu|boundary|harbour/);
    expect((await app.call('rival', 'post', `staff/${id}/authorise`)).body).toMatchObject({ rule: 'check-waiting' });
    for (const who of ['commissioner', 'commissioner2'] as const) expect((await tasks(who)).map((each) => each.kind)).toContain('decide-exclusion');
    const { id: exclusionId } = await listed();
    for (const who of ['rival', 'provider-manager', 'approver', 'practitioner'] as const) expect([who, (await app.call(who, 'get', `exclusions/${exclusionId}`)).status]).toEqual([who, 404]);
  });

  it('stands when a commissioner says so, and ends for the person when it is lifted', async () => {
    await withdrawn();
    const id = await askedByRival();
    const { id: exclusionId } = await listed();
    const decided = await post('commissioner', `/exclusions/${exclusionId}/matches/${await matchOf(exclusionId)}`, { decision: 'confirmed', reason: 'Same person' });
    expect(decided.headers['location']).toBe(`/exclusions/${exclusionId}`);
    expect((await tasks('commissioner')).map((each) => each.kind)).not.toContain('decide-exclusion');
    expect((await app.call('rival', 'post', `staff/${id}/authorise`)).body).toMatchObject({ rule: 'authorisation-refused' });
    await app.drain();
    expect((await (await app.as('rival')).get('/mailbox')).status).not.toBe(500);
    expect((await app.call('commissioner', 'post', `exclusions/${exclusionId}/lift`, { reason: 'The finding was overturned' })).body).toMatchObject({ status: 'lifted' });
    expect((await app.call('rival', 'post', `staff/${id}/authorise`)).body).toMatchObject({ status: 'authorised', check: null });
  });

  it('stays for the person it is about when a request is for somebody else', async () => {
    await withdrawn();
    const id = await askedByRival();
    const { id: exclusionId } = await listed();
    await app.call('commissioner', 'post', `exclusions/${exclusionId}/decide`, { matchId: await matchOf(exclusionId), decision: 'different-person', reason: 'Born elsewhere' });
    expect((await app.call('rival', 'post', `staff/${id}/authorise`)).body).toMatchObject({ status: 'authorised' });
    expect(await listed()).toMatchObject({ status: 'listed', waiting: 0 });
    const second = await added('subcontractor', 'subcontractor');
    expect((await app.call('subcontractor', 'post', `staff/${second}/authorise`)).body).toMatchObject({ check: 'waiting' });
  });

  it('has commissioners look at whoever is authorised elsewhere already, and suspends them if it is the same person', async () => {
    const elsewhere = await added('rival', 'rival', { email: undefined });
    await app.call('rival', 'post', `staff/${elsewhere}/authorise`);
    await withdrawn();
    expect((await app.call('rival', 'get', `staff/${elsewhere}`)).body).toMatchObject({ status: 'authorised', check: 'waiting' });
    const { id: exclusionId } = await listed();
    await app.call('commissioner', 'post', `exclusions/${exclusionId}/decide`, { matchId: await matchOf(exclusionId), decision: 'confirmed', reason: 'Same person' });
    expect((await app.call('rival', 'get', `staff/${elsewhere}`)).body).toMatchObject({ status: 'suspended', check: 'refused' });
  });

  it('is not slipped past by asking while the other employer withdraws', async () => {
    const first = await added('provider-manager', 'prime');
    await app.call('provider-manager', 'post', `staff/${first}/authorise`);
    const second = await added('rival', 'rival', { email: undefined });
    await Promise.all([app.call('provider-manager', 'post', `staff/${first}/withdraw`, { reason: 'Broke a boundary' }), app.call('rival', 'post', `staff/${second}/authorise`)]);
    expect((await app.call('rival', 'get', `staff/${second}`)).body).toMatchObject({ check: 'waiting' });
    expect((await listed()).waiting).toBe(1);
  });
});
