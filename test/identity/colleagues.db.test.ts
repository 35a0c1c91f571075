import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryVerifier, sql } from '#libs/persistence';
import { LinkTokens } from '../../src/identity/application/link-tokens.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { submit } from '../support/pages.js';
import type { PersonKey } from '../support/people.js';
import { colleague, idOf } from '../support/world.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

const post = (who: PersonKey, path: string, body: object = {}) => app.call(who, 'post', path, body);
const invited = async (who: PersonKey, email: string, body: object): Promise<string> => ((await post(who, 'invitations', { email, ...body })).body as { id: string }).id;
const linkOf = (id: string): string => `/invitations/${app.get(LinkTokens).of('invitation', id)}`;
const accept = (id: string, body: object = {}) => app.anonymous().post(`/api/v1${linkOf(id)}/accept`).send({ name: 'New Person', password: 'long enough password', ...body });

async function signIn(email: string, password = 'long enough password'): Promise<number> {
  const agent = app.anonymous();
  const _csrf = await csrfOf(agent, '/sign-in');
  return (await agent.post('/sign-in').type('form').send({ email, password, _csrf })).status;
}

describe('inviting a colleague', () => {
  it('gives them an account once they open the link and set a name and a password', async () => {
    const id = await invited('provider-manager', 'New@Test.example', { roles: ['caseworker'] });
    const agent = app.anonymous();
    const shown = await agent.get(linkOf(id));
    expect(shown.text).toContain('Join Harbour Test Trust');
    const _csrf = await csrfOf(agent, linkOf(id));
    const short = await agent.post(linkOf(id)).type('form').send({ name: 'New Person', password: 'short', _csrf });
    expect([short.status, short.text]).toEqual([422, expect.stringContaining('value="New Person"')]);
    const done = await agent.post(linkOf(id)).type('form').send({ name: 'New Person', password: 'long enough password', _csrf });
    expect([done.status, done.headers['location']]).toEqual([303, '/sign-in']);
    expect(await signIn('new@test.example')).toBe(303);
    const manager = await app.as('provider-manager');
    expect((await manager.get('/users')).text).toMatch(/New Person[\s\S]*Caseworker/);
    expect((await agent.get(linkOf(id))).text).toContain('You have used this invitation');
    expect((await accept(id)).body).toMatchObject({ rule: 'invitation-used' });
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('makes one account when the link is used twice at once', async () => {
    const id = await invited('provider-manager', 'new@test.example', { roles: ['caseworker'] });
    expect((await Promise.all([accept(id), accept(id)])).map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it('is open for 14 days, and again once it is sent again', async () => {
    const id = await invited('provider-manager', 'new@test.example', { roles: ['caseworker'] });
    app.clock.set(new Date('2026-06-25T11:00:00Z')); // the 15th day
    expect((await accept(id)).body).toMatchObject({ rule: 'invitation-expired' });
    expect((await app.anonymous().get(linkOf(id))).text).toContain('This invitation has expired');
    expect((await (await app.as('provider-manager')).get('/users')).text).toContain('Expired on 24 June 2026');
    expect((await post('provider-manager', `invitations/${id}/resend`)).body).toMatchObject({ expiresOn: '2026-07-09' });
    expect((await accept(id)).status).toBe(201);
  });

  it('can be taken back', async () => {
    const id = await invited('provider-manager', 'new@test.example', { roles: ['caseworker'] });
    expect((await post('provider-manager', `invitations/${id}/cancel`)).status).toBe(200);
    expect((await accept(id)).body).toMatchObject({ rule: 'invitation-cancelled' });
    expect((await post('provider-manager', `invitations/${id}/resend`)).body).toMatchObject({ rule: 'invitation-cancelled' });
    expect((await post('provider-manager', 'invitations', { email: 'new@test.example', roles: ['caseworker'] })).status).toBe(201);
  });

  it('is refused for an address that has an account here, elsewhere or an invitation, and for roles that do not fit', async () => {
    await invited('provider-manager', 'new@test.example', { roles: ['caseworker'] });
    const refused = async (who: PersonKey, body: object) => ((await post(who, 'invitations', body)).body as { rule: string }).rule;
    expect(await refused('provider-manager', { email: 'caseworker@test.example', roles: ['caseworker'] })).toBe('email-taken');
    expect(await refused('provider-manager', { email: 'rival@test.example', roles: ['caseworker'] })).toBe('email-elsewhere');
    expect(await refused('provider-manager', { email: 'NEW@test.example', roles: ['caseworker'] })).toBe('already-invited');
    expect(await refused('provider-manager', { email: 'a@test.example', roles: ['commissioner'] })).toBe('role-does-not-fit');
    expect(await refused('administrator', { email: 'a@test.example', roles: ['practitioner'] })).toBe('team-missing');
  });

  it('sends one invitation when the button is pressed twice', async () => {
    const body = { email: 'new@test.example', roles: ['caseworker'] };
    const answers = await Promise.all([post('provider-manager', 'invitations', body), post('provider-manager', 'invitations', body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it.each(['x', 'A'.repeat(64)])('says what to do about a link we never made: %s', async (token) => {
    const page = await app.anonymous().get(`/invitations/${token}`);
    expect([page.status, page.text]).toEqual([404, expect.stringContaining('ask the person who invited you')]);
  });
});

describe('removing a colleague', () => {
  it('ends the account, its session and its API keys at once, and says so to other modules', async () => {
    const caseworker = await app.as('caseworker');
    const key = await app.key('caseworker');
    expect((await post('provider-manager', `users/${idOf(app, 'user:caseworker')}/close`)).body).toMatchObject({ status: 'closed' });
    expect((await caseworker.get('/caseload')).headers['location']).toContain('/sign-in');
    expect((await app.anonymous().get('/api/v1/users').set(key)).status).toBe(401);
    expect(await signIn('caseworker@test.example', 'test-password')).toBe(422);
    const [event] = await databaseOf(app).rows<{ data: object }>(sql`select data from platform.outbox where type = 'identity.user-removed'`);
    expect(event?.data).toEqual({ userId: idOf(app, 'user:caseworker'), organisationId: idOf(app, 'prime') });
    expect(await databaseOf(app).rows(sql`select id from identity.api_key where user_id = ${idOf(app, 'user:caseworker')} and revoked_at is null`)).toEqual([]);
    expect((await post('provider-manager', `users/${idOf(app, 'user:caseworker')}/close`)).body).toMatchObject({ rule: 'account-closed' });
  });

  it('leaves an organisation with someone who leads it', async () => {
    const second = await colleague(app, 'second', { role: 'provider-manager', at: 'prime' });
    const secondKey = async () => app.key('second@test.example');
    const first = idOf(app, 'user:provider-manager');
    expect((await post('provider-manager', `users/${first}/close`)).body).toMatchObject({ rule: 'own-account' });
    expect((await app.anonymous().post(`/api/v1/users/${first}/close`).set(await secondKey())).status).toBe(200);
    expect((await app.anonymous().post(`/api/v1/users/${second}/roles`).set(await secondKey()).send({ roles: ['caseworker'] })).body).toMatchObject({ rule: 'last-to-lead' });
    expect((await post('administrator', `users/${idOf(app, 'user:administrator')}/roles`, { roles: ['commissioner'] })).body).toMatchObject({ rule: 'last-to-lead' });
  });

  it('leaves one of two managers who remove each other at the same time', async () => {
    const second = await colleague(app, 'second', { role: 'provider-manager', at: 'prime' });
    const [key, first] = [await app.key('second@test.example'), idOf(app, 'user:provider-manager')];
    const answers = await Promise.all([post('provider-manager', `users/${second}/close`), app.anonymous().post(`/api/v1/users/${first}/close`).set(key)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const managers = await databaseOf(app).rows(sql`select id from identity.user_account where id = any(${[first, second]}::uuid[]) and status = 'active'`);
    expect(managers).toHaveLength(1);
  });

  it('takes what they were told there with it, so that none of it follows them to another organisation', async () => {
    const id = idOf(app, 'user:caseworker');
    const messages = () => databaseOf(app).rows(sql`select subject from notifications.message where recipient_id = ${id}`);
    await databaseOf(app).run(sql`
      insert into notifications.message (id, event_id, kind, recipient_id, address, subject, words, href, written_at)
      values (gen_random_uuid(), gen_random_uuid(), 'message-written', ${id}, 'caseworker@test.example', 'New message about AB1234PE', 'Words', '/', now())`);
    expect(await messages()).toHaveLength(1);
    await post('provider-manager', `users/${id}/close`);
    expect(await messages()).toEqual([]);
  });

  it('lets them back in, in another organisation too, as the same person', async () => {
    const id = idOf(app, 'user:caseworker');
    await post('provider-manager', `users/${id}/close`);
    const invitation = await invited('rival', 'caseworker@test.example', { roles: ['caseworker'] });
    expect((await accept(invitation)).body).toMatchObject({ id, status: 'active' });
    expect(await signIn('caseworker@test.example')).toBe(303);
    expect((await (await app.as('provider-manager')).get('/users')).text).not.toContain('caseworker@test.example');
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });
});

describe('whoever is let back in', () => {
  it('is asked for a new password and not for the name the account keeps', async () => {
    await post('provider-manager', `users/${idOf(app, 'user:caseworker')}/close`);
    const path = linkOf(await invited('rival', 'caseworker@test.example', { roles: ['caseworker'] }));
    const newcomer = app.anonymous();
    const page = await newcomer.get(path);
    expect(page.text).toContain('You had an account here before');
    expect(page.text).not.toContain('Your name');
    expect((await submit(newcomer, path, { password: 'another long password' }, page.text)).status).toBe(303);
    const other = linkOf(await invited('rival', 'new@test.example', { roles: ['caseworker'] }));
    expect((await submit(newcomer, other, { password: 'another long password' }, (await newcomer.get(other)).text)).text).toContain('Enter your name');
  });
});

describe('changing what a colleague does', () => {
  it('counts from the next thing they do, and a second tab is told', async () => {
    const id = idOf(app, 'user:caseworker');
    const manager = await app.as('provider-manager');
    const page = await manager.get(`/users/${id}/roles`);
    const change = (roles: string[]) => submit(manager, `/users/${id}/roles`, { roles }, page.text);
    expect((await change(['provider-finance', 'caseworker'])).status).toBe(303);
    expect((await (await app.as('caseworker')).get('/statements')).status).toBe(200);
    expect((await change(['caseworker'])).status).toBe(409);
    expect((await post('rival', `users/${id}/roles`, { roles: ['caseworker'] })).status).toBe(404);
  });
});
