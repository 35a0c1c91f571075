import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must, systemActor } from '#libs/kernel';
import { Schedules } from '#libs/messaging';
import { HistoryVerifier, sql } from '#libs/persistence';
import type { Response } from 'supertest';
import { MailService, type Mail } from '../../src/notifications/adapters/mail.service.js';
import { ProviderDirectory } from '../../src/providers/providers.public.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { linkTokenOf, managerOf, register, registration } from './registered.js';

let app: TestApp;
const sent: Mail[] = [];
beforeAll(async () => {
  app = await startApp();
  Object.assign(app.get(MailService), { send: (mail: Mail) => Promise.resolve(void sent.push(mail)) });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  sent.length = 0;
});

const ask = (name: string, change: object = {}) => app.anonymous().post('/api/v1/organisations').send(registration(name, change));
const confirm = (id: string) => app.anonymous().post(`/api/v1/registrations/${linkTokenOf(app, id)}/confirm`);
const idOf = (response: Response): string => (response.body as { registrationId: string }).registrationId;
const tables = { organisations: sql`select id from identity.organisation`, newcomers: sql`select id from identity.newcomer`, registrations: sql`select id from providers.registration` };
const count = async (what: keyof typeof tables): Promise<number> => (await databaseOf(app).rows(tables[what])).length;

/** The link in the letter that went to an address last. */
function linkTo(address: string): string {
  const letter = must(sent.findLast((mail) => mail.address === address), `a letter to ${address}`);
  return must(/https?:\/\/[^/\s]+(\S+)$/.exec(letter.body)?.[1], 'a link');
}

describe('registering', () => {
  it('makes nothing until the link in the mail is confirmed, then organisation, provider and a first user who can sign in', async () => {
    const before = await count('organisations');
    const asked = await ask('Lantern Trust');
    expect([asked.status, asked.body]).toEqual([202, { registrationId: expect.any(String), status: 'confirm-by-email', next: expect.stringContaining('Open the link') }]);
    expect(await count('organisations')).toBe(before);
    await app.drain();
    const link = linkTo('lanterntrust@test.example');
    const agent = app.anonymous();
    const shown = await agent.get(link);
    expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('You are about to register Lantern Trust')]);
    expect(await count('organisations')).toBe(before); // a mail scanner opened it
    const done = await agent.post(link).type('form').send({ _csrf: await csrfOf(agent, link) });
    expect([done.status, done.headers['location']]).toEqual([303, '/sign-in']);
    expect((await (await managerOf(app, { email: 'lanterntrust@test.example' })).get('/applications')).text).toContain('Start an application');
    expect((await agent.get(link)).text).toContain('You have confirmed already');
    expect((await agent.post(link).type('form').send({ _csrf: await csrfOf(agent, '/sign-in') })).headers['location']).toBe('/sign-in');
    expect(await count('newcomers')).toBe(0);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('keeps the secret of the link out of events, history and messages, and the address out of history', async () => {
    const id = idOf(await ask('Quiet Trust'));
    await app.drain();
    const token = linkTokenOf(app, id);
    expect(linkTo('quiettrust@test.example')).toBe(`/register/confirm/${token}`);
    const written = await databaseOf(app).rows<{ text: string }>(sql`
      select data::text as text from platform.outbox union all select coalesce(content, '') from platform.history union all select concat(words, href, subject) from notifications.message`);
    expect(written.filter(({ text }) => text.includes(token))).toEqual([]);
    expect(await databaseOf(app).rows(sql`select 1 as one from platform.history where content like '%quiettrust@%' and stream <> 'user'`)).toEqual([]);
  });

  it('says the same of an address that has an account, and tells only that address', async () => {
    const [known, unknown] = [await ask('Known Trust', { email: 'rival@test.example' }), await ask('Unknown Trust')];
    expect([known.status, { ...known.body, registrationId: '' }]).toEqual([unknown.status, { ...unknown.body, registrationId: '' }]);
    await app.drain();
    expect(sent.find(({ address }) => address === 'rival@test.example')).toMatchObject({ subject: 'You already have an account', body: expect.not.stringContaining('/register/confirm') });
    expect((await confirm(idOf(known))).body).toMatchObject({ rule: 'email-taken' });
  });

  it('holds no name and no number, and whoever confirms second is told', async () => {
    const first = idOf(await ask('Same Trust', { companyNumber: '07654321', email: 'one@test.example' }));
    const second = idOf(await ask('Same Trust', { companyNumber: '07654321', email: 'two@test.example' }));
    const answers = await Promise.all([confirm(first), confirm(second)] as const);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const agent = app.anonymous();
    const late = `/register/confirm/${linkTokenOf(app, answers[0].status === 201 ? second : first)}`;
    const _csrf = await csrfOf(agent, late);
    const page = await agent.post(late).type('form').send({ _csrf });
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('/register/join?organisation=07654321')]);
  });

  it('answers a second confirmation, and two at once, as the first', async () => {
    const id = idOf(await ask('Twice Trust'));
    const answers = await Promise.all([confirm(id), confirm(id)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0].body).toEqual(answers[1].body);
  });

  it('asks once when the form is sent twice at once', async () => {
    const body = registration('Twice Trust', { registrationKey: '0190a1b2-0000-7000-8000-000000000001' });
    const answers = await Promise.all([app.anonymous().post('/api/v1/organisations').send(body), app.anonymous().post('/api/v1/organisations').send(body)]);
    expect(answers.map((answer) => answer.status)).toEqual([202, 202]);
    expect(answers[0].body).toEqual(answers[1].body);
    expect(await count('registrations')).toBe(1);
  });

  it('forgets what nobody confirmed within 7 days', async () => {
    const id = idOf(await ask('Slow Trust'));
    app.clock.set(new Date('2026-06-17T10:59:00Z'));
    await app.get(Schedules).run('forget-registrations');
    expect(await count('newcomers')).toBe(1);
    app.clock.set(new Date('2026-06-17T11:01:00Z'));
    expect((await confirm(id)).status).toBe(404);
    await app.get(Schedules).run('forget-registrations');
    expect([await count('registrations'), await count('newcomers')]).toEqual([0, 0]);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it.each(['x', 'A'.repeat(64), `${'-'.repeat(64)}`])('says what to do about a link we never made: %s', async (token) => {
    const page = await app.anonymous().get(`/register/confirm/${token}`);
    expect([page.status, page.text]).toEqual([404, expect.stringContaining('Check that you opened the whole link')]);
    expect((await app.anonymous().post(`/api/v1/registrations/${token}/confirm`)).status).toBe(404);
  });

  it('sends the link again', async () => {
    const id = idOf(await ask('Lost Trust'));
    await app.drain();
    expect((await app.anonymous().post(`/api/v1/registrations/${id}/send-again`)).status).toBe(202);
    await app.drain();
    expect(sent.filter(({ address }) => address === 'losttrust@test.example')).toHaveLength(2);
  });

  it('shows the page again with every answer but the password, and leads to “ask to join” for a number that is taken', async () => {
    await register(app, 'First Trust', { companyNumber: '0123 4567' });
    const agent = app.anonymous();
    const form = await agent.get('/register');
    const key = /name="registrationKey" value="([^"]+)"/.exec(form.text)?.[1];
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(form.text)?.[1];
    const typed = { ...registration('Page <b>Trust</b>'), companyNumber: '01234567', charityNumber: '', turnoverPence: '£900,000', isVcse: 'yes', registrationKey: key, _csrf };
    const response = await agent.post('/register').type('form').send(typed);
    expect(response.status).toBe(422);
    expect(response.text).toContain('value="Page &lt;b&gt;Trust&lt;/b&gt;"');
    expect(response.text).not.toContain('long-enough-password');
    expect(response.text).toContain('href="/register/join?organisation=01234567"');
    const done = await agent.post('/register').type('form').send({ ...typed, companyNumber: '07654321' });
    expect([done.status, done.headers['location']]).toEqual([303, expect.stringContaining('/register/check-email/')]);
    const check = await agent.get(String(done.headers['location']));
    expect(check.text).toContain('pagebtrustb@test.example');
    expect(check.text).not.toContain('Demonstration'); // mail is sent here
  });
});

describe('a listed organisation', () => {
  const approve = async (id: string) => app.anonymous().post(`/api/v1/registrations/${id}/approve`).set(await app.key('commissioner'));

  it('registers once a commissioner has checked who says so: the same organisation, for its contracts', async () => {
    const { id: listed } = await app.get(ProviderDirectory).listOrganisation(systemActor, 'Old Mill Services Ltd');
    const id = idOf(await ask('The Old Mill Services', { email: 'mill@test.example' }));
    expect((await confirm(id)).body).toMatchObject({ status: 422, rule: 'listing-claimed' });
    expect((await app.anonymous().get(`/register/confirm/${linkTokenOf(app, id)}`)).text).toContain('A commissioner checks your registration');
    const commissioner = await app.as('commissioner');
    expect((await commissioner.get('/tasks')).text).toContain('Check who says they are Old Mill Services Ltd');
    expect((await commissioner.get(`/registrations/${id}`)).text).toContain('The Old Mill Services');
    expect((await approve(id)).body).toMatchObject({ status: 'confirmed', organisationId: listed });
    expect(await app.get(ProviderDirectory).provider(listed)).toMatchObject({ id: listed, isRegistered: true, size: 'small' });
    expect((await commissioner.get('/tasks')).text).not.toContain('Check who says they are');
    expect((await (await managerOf(app, { email: 'mill@test.example' })).get('/applications')).text).toContain('Start an application');
    expect((await approve(id)).body).toMatchObject({ rule: 'not-now' });
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('stays as it is when a commissioner refuses, and whoever registered is told why', async () => {
    const { id: listed } = await app.get(ProviderDirectory).listOrganisation(systemActor, 'Old Mill Services');
    const id = idOf(await ask('Old Mill Services', { email: 'squat@test.example' }));
    await confirm(id);
    const refuse = (reason: string) => app.key('commissioner').then((key) => app.anonymous().post(`/api/v1/registrations/${id}/refuse`).set(key).send({ reason }));
    expect((await refuse(' ')).status).toBe(422);
    expect((await refuse('Their director does not know you')).status).toBe(200);
    await app.drain();
    expect(sent.findLast(({ address }) => address === 'squat@test.example')?.body).toContain('Their director does not know you');
    expect(await app.get(ProviderDirectory).provider(listed)).toMatchObject({ isRegistered: false });
    expect((await approve(id)).body).toMatchObject({ rule: 'not-now' });
  });
});

describe('asking to join', () => {
  it('goes to those who manage the organisation, who let the person in with roles', async () => {
    const { headers, email } = await register(app, 'Joined Trust', { companyNumber: '01234567' });
    const plea = { companyNumber: '01234567', name: 'Ann Joiner', email: 'ann@test.example', note: 'I lead the Hull team' };
    const asked = await app.anonymous().post('/api/v1/join-requests').send(plea);
    expect([asked.status, asked.body]).toEqual([202, { organisationName: 'Joined Trust', next: expect.any(String) }]);
    expect(asked.text).not.toContain('Test manager');
    await app.anonymous().post('/api/v1/join-requests').send(plea);
    const { items } = (await app.anonymous().get('/api/v1/join-requests').set(headers)).body as { items: { id: string }[] };
    expect(items).toEqual([expect.objectContaining({ name: 'Ann Joiner', note: 'I lead the Hull team', status: 'waiting' })]);
    const manager = await managerOf(app, { email });
    expect((await manager.get('/tasks')).text).toContain('Answer someone who asks to join your organisation');
    const approved = await app.anonymous().post(`/api/v1/join-requests/${items[0]?.id}/approve`).set(headers).send({ roles: ['caseworker'] });
    expect(approved.body).toMatchObject({ status: 'approved' });
    expect((await manager.get('/tasks')).text).not.toContain('asks to join');
    await app.drain();
    expect(linkTo('ann@test.example')).toContain('/invitations/');
  });

  it('is declined with a reason, which is sent', async () => {
    const { headers } = await register(app, 'Joined Trust');
    await app.anonymous().post('/api/v1/join-requests').send({ organisationName: 'the joined trust ltd', name: 'Ann', email: 'ann@test.example', note: 'Me' });
    const { items } = (await app.anonymous().get('/api/v1/join-requests').set(headers)).body as { items: { id: string }[] };
    expect((await app.anonymous().post(`/api/v1/join-requests/${items[0]?.id}/decline`).set(headers).send({ reason: 'We do not know you' })).status).toBe(200);
    await app.drain();
    expect(sent.findLast(({ address }) => address === 'ann@test.example')?.body).toContain('We do not know you');
  });

  it('is limited', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 21; tries += 1) statuses.push((await app.anonymous().post('/api/v1/join-requests').send({ organisationName: 'Nobody', name: 'Ann', email: 'ann@test.example', note: 'Me' })).status);
    expect(statuses.slice(-2)).toEqual([422, 429]);
  });
});
