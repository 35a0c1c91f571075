import { afterAll, beforeEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { csrfOf, NOON, startApp, type TestApp } from '../support/app.js';

const GENERIC = 'Enter a correct email address and password';
const EMAIL = 'practitioner@test.example';

describe('signing in', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(() => app.reset());

  const attempt = async (agent: TestAgent, fields: object): Promise<Response> => {
    const _csrf = await csrfOf(agent, '/sign-in');
    return agent.post('/sign-in').type('form').send({ _csrf, ...fields });
  };
  const cookieOf = ({ headers }: Response) => /session=([^;]+)/.exec(String(headers['set-cookie']))?.[1];

  it('says the same whatever was wrong, and never shows the password again', async () => {
    const wrong = [{ email: EMAIL, password: 'wrong' }, { email: 'nobody@test.example', password: 'wrong' }, { email: '', password: '' }, { email: EMAIL }, { email: ['a', 'b'], password: { a: 1 } }, { email: "' or 1=1 --", password: "' or 1=1 --" }];
    for (const fields of wrong) {
      const { status, text } = await attempt(app.anonymous(), fields);
      expect([status, text]).toEqual([422, expect.stringContaining(GENERIC)]);
      expect(text).not.toContain('value="wrong"');
    }
  });

  it('stops 200 fast guesses after ten, also the right one, and lets the person in a quarter of an hour later', async () => {
    const agent = app.anonymous();
    const _csrf = await csrfOf(agent, '/sign-in');
    const guess = async (password: string) => (await agent.post('/sign-in').type('form').send({ _csrf, email: EMAIL, password })).status;
    const statuses: number[] = [];
    for (let sent = 0; sent < 200; sent += 20) statuses.push(...(await Promise.all(Array.from({ length: 20 }, (_, index) => guess(`guess ${sent + index}`)))));
    expect([statuses.filter((status) => status === 422).length, statuses.filter((status) => status === 429).length]).toEqual([10, 190]);
    const blocked = await agent.post('/sign-in').type('form').send({ _csrf, email: EMAIL.toUpperCase(), password: 'test-password' });
    expect([blocked.status, Number(blocked.headers['retry-after']) > 0, blocked.text]).toEqual([429, true, expect.stringContaining('Too many attempts')]);
    expect((await attempt(app.anonymous(), { email: 'caseworker@test.example', password: 'test-password' })).status).toBe(303);
    app.clock.set(new Date(NOON.getTime() + 16 * 60_000));
    expect((await attempt(app.anonymous(), { email: EMAIL, password: 'test-password' })).status).toBe(303);
  });

  it('gives a fresh session: one planted before it opens nothing', async () => {
    const agent = app.anonymous();
    const before = await agent.get('/sign-in');
    const planted = cookieOf(before);
    const token = /name="_csrf" value="([^"]+)"/.exec(before.text)?.[1];
    const after = await agent.post('/sign-in').type('form').send({ _csrf: token, email: EMAIL, password: 'test-password' });
    expect([after.status, typeof planted]).toEqual([303, 'string']);
    expect(cookieOf(after)).toBeDefined();
    expect(cookieOf(after)).not.toBe(planted);
    expect(String(after.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
    const thief = await app.anonymous().get('/drafts').set('cookie', `session=${planted ?? ''}`);
    expect([thief.status, thief.headers['location']]).toEqual([303, '/sign-in?next=%2Fdrafts']);
    expect((await agent.get('/drafts')).status).toBe(200);
  });

  it('leads back to where the person wanted to go, and never to another site', async () => {
    expect((await attempt(app.anonymous(), { email: EMAIL, password: 'test-password', next: '/drafts?x=1' })).headers['location']).toBe('/drafts?x=1');
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', ['/a', '/b']]) {
      expect((await attempt(app.anonymous(), { email: EMAIL, password: 'test-password', next })).headers['location']).toBe('/');
    }
  });

  it('ends with signing out, and a session copied before is worth nothing', async () => {
    const agent = await app.as('practitioner');
    const copied = cookieOf(await agent.get('/drafts'));
    const _csrf = await csrfOf(agent, '/drafts');
    expect((await agent.post('/sign-out').type('form').send({ _csrf })).status).toBe(303);
    expect((await agent.get('/drafts')).status).toBe(303);
    expect((await app.anonymous().get('/drafts').set('cookie', `session=${copied ?? ''}`)).status).toBe(303);
  });

  it('ends at once for a colleague whose account is closed, whom only their own organisation can close', async () => {
    const [caseworker, manager, rival] = [await app.as('caseworker'), await app.as('provider-manager'), await app.as('rival')];
    const key = await app.key('caseworker');
    const close = async (agent: TestAgent, person: string) => {
      const _csrf = await csrfOf(agent, '/cookies');
      return (await agent.post(`/users/${app.ids[`user:${person}`] ?? ''}/close`).type('form').send({ _csrf })).status;
    };
    expect([await close(rival, 'caseworker'), await close(caseworker, 'provider-manager'), await close(manager, 'provider-manager')]).toEqual([404, 403, 422]);
    expect((await caseworker.get('/caseload')).status).toBe(200);
    expect(await close(manager, 'caseworker')).toBe(303);
    expect((await caseworker.get('/caseload')).headers['location']).toBe('/sign-in?next=%2Fcaseload');
    expect((await app.anonymous().get('/api/v1/cases').set(key)).status).toBe(401);
    expect((await attempt(app.anonymous(), { email: 'caseworker@test.example', password: 'test-password' })).status).toBe(422);
  });

  it('opens no page with a key and no API with a session', async () => {
    const key = await app.key('practitioner');
    expect((await app.anonymous().get('/drafts').set(key)).status).toBe(303);
    expect((await (await app.as('practitioner')).get('/api/v1/referrals')).status).toBe(401);
    for (const authorization of ['Bearer crs_guess', 'Bearer ', 'Basic YTpi', `Bearer ${'x'.repeat(5_000)}`]) expect((await app.anonymous().get('/api/v1/referrals').set({ authorization })).status).toBe(401);
  });
});
