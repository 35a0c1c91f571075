import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { must } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { csrfOf, databaseOf, NOON, startApp, type TestApp } from '../support/app.js';
import { valueOf } from '../support/pages.js';
import { joined, liveContract } from '../support/world.js';

const TYPED = '<b>Half an hour’s work</b> & "more"';
const KEPT = 'You were signed out. Your text is kept: check it and continue.';

describe('a form sent after the session has ended', () => {
  let app: TestApp;
  let agent: TestAgent;
  let path: string;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    await joined(app, 'prime');
    const draft = await app.get(DraftsService).start(await app.actor('practitioner'), await liveContract(app, 'prime'));
    path = `/drafts/${draft.id}/risk`;
    agent = await app.as('practitioner');
  });

  /** The form as it stands in the browser, then its session gone. */
  const left = async (): Promise<Record<string, string>> => {
    const { text } = await agent.get(path);
    await databaseOf(app).run(sql`delete from platform.session`);
    return { _csrf: valueOf(text, '_csrf'), _owner: valueOf(text, '_owner'), seen: valueOf(text, 'seen'), text: valueOf(text, 'text') };
  };
  const send = (form: object, by = agent) => by.post(path).type('form').send({ ...form, riskSummary: TYPED });
  const signIn = async (person: string, by = agent): Promise<Response> => {
    const _csrf = await csrfOf(by, '/sign-in');
    return by.post('/sign-in').type('form').send({ _csrf, email: `${person}@test.example`, password: 'test-password', next: path });
  };
  const records = () => databaseOf(app).rows<{ sealed: string }>(sql`select sealed from platform.kept_form`);

  it('comes back filled in after the same person signs in, once, and is never sent by itself', async () => {
    const refused = await send(await left());
    expect([refused.status, refused.headers['location']]).toEqual([303, `/sign-in?next=${encodeURIComponent(path)}`]);
    expect(String(refused.headers['set-cookie'])).toMatch(/kept-[0-9a-f]+=[^;]+; .*HttpOnly; SameSite=Lax/);
    expect(must((await records())[0], 'the record').sealed).not.toContain('work');
    expect((await agent.get('/sign-in')).text).toContain('kept for 30 minutes');
    expect((await signIn('practitioner')).headers['location']).toBe(path);
    const back = await agent.get(path);
    expect(back.text).toContain(KEPT);
    expect(back.text).toContain('&lt;b&gt;Half an hour’s work&lt;/b&gt; &amp; &quot;more&quot;');
    expect(await records()).toEqual([]);
    expect(await databaseOf(app).rows(sql`select 1 from referrals.draft where answers ? 'risk'`)).toEqual([]);
    const sentNow = await agent.post(path).type('form').send({ _csrf: valueOf(back.text, '_csrf'), seen: valueOf(back.text, 'seen'), text: valueOf(back.text, 'text'), riskSummary: TYPED });
    expect(sentNow.status).toBe(303);
    expect((await agent.get(path)).text).not.toContain(KEPT);
  });

  it('is not given to another person, who does not even make it readable later', async () => {
    await send(await left());
    await signIn('practitioner2');
    expect((await agent.get(path)).status).toBe(404);
    expect((await agent.get('/drafts')).text).not.toContain('Half an hour');
    const other = await app.as('practitioner2');
    await databaseOf(app).run(sql`delete from platform.session where sess::text like '%nobody%'`);
    expect((await other.get(path)).text).not.toContain('Half an hour');
  });

  it('is kept half an hour, and only from a page made for somebody', async () => {
    const form = await left();
    await send(form);
    app.clock.set(new Date(NOON.getTime() + 31 * 60_000));
    await signIn('practitioner');
    expect((await agent.get(path)).text).not.toContain('Half an hour');
    await databaseOf(app).run(sql`delete from platform.session`);
    for (const owner of ['', 'someone', `${form['_owner']?.split('.')[0] ?? ''}.forged`]) expect((await send({ ...form, _owner: owner })).status).toBe(403);
    expect((await send({ ...form, additionalRisk: 'x'.repeat(110_000) })).status).toBe(403);
  });

  it('goes straight back to its page when the person has signed in again meanwhile', async () => {
    const form = await left();
    await signIn('practitioner');
    const expired = await send(form);
    expect([expired.status, expired.headers['location']]).toEqual([303, path]);
    expect((await agent.get(path)).text).toContain('This form had expired. Your text is kept');
  });

  it('works for any page’s form, with an old answer’s stamp still telling of what changed meanwhile', async () => {
    const form = await left();
    const other = await app.as('practitioner');
    await other.post(path).type('form').send({ _csrf: await csrfOf(other, path), riskSummary: 'Saved elsewhere' });
    await send(form);
    await signIn('practitioner');
    const back = await agent.get(path);
    const again = await agent.post(path).type('form').send({ _csrf: valueOf(back.text, '_csrf'), seen: valueOf(back.text, 'seen'), text: valueOf(back.text, 'text'), riskSummary: TYPED });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('Saved elsewhere')]);
    const manager = await app.as('provider-manager');
    const page = await manager.get('/staff/new');
    await databaseOf(app).run(sql`delete from platform.session`);
    await manager.post('/staff/new').type('form').send({ _csrf: valueOf(page.text, '_csrf'), _owner: valueOf(page.text, '_owner'), name: 'Ann Example', password: 'secret' });
    await signIn('provider-manager', manager);
    expect((await manager.get('/staff/new')).text).toContain('value="Ann Example"');
  });
});
