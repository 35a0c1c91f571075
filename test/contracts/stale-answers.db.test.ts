import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must, newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { FindATender } from '../providers/find-a-tender.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { idOf, openLot } from '../support/world.js';
import { admit } from './market.js';

let app: TestApp;
let platform: FindATender;
let membership: string;
beforeAll(async () => {
  platform = await new FindATender().start();
  app = await startApp({ variables: { SUPPLIER_INFORMATION_URL: platform.url, SUPPLIER_INFORMATION_KEY: 'our-key' } });
}, 60_000);
afterAll(async () => {
  await app?.close();
  await platform?.stop();
});
beforeEach(async () => {
  await app.reset();
  platform.forget();
  await admit(app, idOf(app, 'prime'));
  await databaseOf(app).run(sql`update providers.membership set revision = 0`); // as one a migration made: it has no history yet
  membership = must(await databaseOf(app).first<{ id: string }>(sql`select id from providers.membership where provider_id = ${idOf(app, 'prime')}`), 'the membership').id;
});

/** Something the prime said, and when; evidence with its last day. */
async function said(questionCode: string, saidAt: string, expiresOn: string | null = null): Promise<void> {
  await databaseOf(app).run(sql`
    insert into providers.standing_answer (id, membership_id, question_code, value, said_at, said_by, expires_on)
    values (${newId()}, ${membership}, ${questionCode}, ${JSON.stringify(expiresOn ?? 'yes')}::jsonb, ${saidAt}::timestamptz, 'test', ${expiresOn}::date)`);
}

/** A share code from which the prime's admitted application was filled. */
async function imported(): Promise<void> {
  await databaseOf(app).run(sql`
    insert into providers.application_share_code (id, application_id, share_code, form_version_id, submitted_at, fetched_at, fetched_by)
    select ${newId()}, id, '9BLNwzKU', '1.0', now(), now(), 'test' from providers.application where provider_id = ${idOf(app, 'prime')}`);
}

const award = (lotId: string, change: object = {}) => ({ lotId, providerId: idOf(app, 'prime'), ground: 'urgency', reason: 'The last provider closed', reference: 'PRJ_1001', ...change });
const post = (path: string, body: object, who: PersonKey = 'commissioner') => app.call(who, 'post', path, body);
const lotStatus = async (id: string) => (await databaseOf(app).first<{ status: string }>(sql`select status from lots.lot where id = ${id}`))?.status;

describe('an award to a provider', () => {
  it('whose answers are fresh asks for nothing more', async () => {
    await said('safeguarding-policy', '2026-01-10T09:00:00Z');
    const made = await post('contracts', award(await openLot(app)));
    expect(made.body).toMatchObject({ status: 'mobilising', regime: 'PCR2015', terms: { staleAnswers: [], staleReason: null } });
    expect(platform.asked).toEqual([]);
  });

  it('whose evidence has run out is refused, whatever the reason, and the lot stays open', async () => {
    await said('insurance-expiry', '2025-06-01T09:00:00Z', '2026-06-09');
    const lot = await openLot(app);
    const refused = await post('contracts', award(lot, { staleReason: 'It is urgent' }));
    expect(refused.body).toMatchObject({ status: 422, rule: 'answers-expired', field: 'providerId' });
    expect(refused.body.detail).toContain('9 June 2026');
    expect(await lotStatus(lot)).toBe('open');
  });

  it('who said something long ago needs a reason, which is kept with the contract and shown', async () => {
    await said('safeguarding-policy', '2025-05-01T09:00:00Z');
    const lot = await openLot(app);
    expect((await post('contracts', award(lot))).body).toMatchObject({ rule: 'answers-stale', field: 'staleReason' });
    expect(await lotStatus(lot)).toBe('open');
    const made = await post('contracts', award(lot, { staleReason: 'Confirmed by telephone <today>' }));
    expect(made.body.terms).toMatchObject({ staleAnswers: [expect.stringContaining('1 May 2025')], staleReason: 'Confirmed by telephone <today>' });
    expect((await (await app.as('commissioner')).get(`/contracts/${made.body.id as string}`)).text).toContain('Confirmed by telephone &lt;today&gt;');
    expect((await (await app.as('practitioner')).get(`/contracts/${made.body.id as string}`)).text).not.toContain('Confirmed by telephone');
  });

  it('who has shared newer information than it imported needs a reason too', async () => {
    await imported();
    platform.latest = false;
    const lot = await openLot(app);
    expect((await post('contracts', award(lot))).body.rule).toBe('answers-stale');
    expect(platform.asked.at(-1)).toMatchObject({ method: 'POST', path: '/share/data/verify', headers: { 'cdp-api-key': 'our-key' }, body: { shareCode: '9BLNwzKU', formVersionId: '1.0' } });
    platform.latest = true;
    expect((await post('contracts', award(lot))).status).toBe(201);
  });

  it('goes on when the platform cannot be asked', async () => {
    await imported();
    platform.answer = (response) => response.writeHead(503).end();
    expect((await post('contracts', award(await openLot(app)))).status).toBe(201);
  });
});

describe('waiting instead', () => {
  it('asks the provider’s managers with a task and a message, which go once everything is confirmed', async () => {
    await said('safeguarding-policy', '2025-05-01T09:00:00Z');
    await said('equality-policy', '2025-05-01T09:00:00Z');
    const lot = await openLot(app);
    const ask = { lotId: lot, providerId: idOf(app, 'prime') };
    expect((await post('contracts/ask-to-confirm', ask, 'commissioner2')).status).toBe(403);
    expect((await post('contracts/ask-to-confirm', ask)).status).toBe(204);
    expect((await post('contracts/ask-to-confirm', ask)).status).toBe(204);
    const manager = await app.as('provider-manager');
    const tasks = async () => (await manager.get('/tasks')).text.split('a commissioner wants to award to you').length - 1;
    expect(await tasks()).toBe(1);
    await app.drain();
    const confirm = (codes: string[]) => post(`members/${membership}/answers/confirm`, { questionCodes: codes }, 'provider-manager');
    expect((await confirm(['safeguarding-policy'])).status).toBe(200);
    expect(await tasks()).toBe(1);
    expect((await confirm(['equality-policy'])).status).toBe(200);
    expect(await tasks()).toBe(0);
    expect((await post('contracts/ask-to-confirm', ask)).body.rule).toBe('nothing-stale');
    expect((await post('contracts', award(lot))).status).toBe(201);
  });

  it('is offered on the award page beside the reason, every answer kept', async () => {
    await said('safeguarding-policy', '2025-05-01T09:00:00Z');
    const lot = await openLot(app);
    const officer = await app.as('commissioner');
    const path = `/lots/${lot}/award`;
    const form = { _csrf: await csrfOf(officer, path), providerId: idOf(app, 'prime'), ground: 'urgency', reason: 'The last one closed', reference: 'PRJ_7', termFrom: '2026-06-10', termTo: '2027-06-09', referralsFrom: '2026-06-10' };
    const asked = await officer.post(path).type('form').send(form);
    expect(asked.status).toBe(422);
    for (const words of ['said this long ago', '1 May 2025', 'Why do you go on although this is old?', 'Ask the provider to confirm', 'The last one closed', 'href="#staleReason"']) expect(asked.text).toContain(words);
    const waited = await officer.post(`${path}/ask-to-confirm`).type('form').send({ _csrf: form._csrf, providerId: form.providerId });
    expect(waited.headers['location']).toBe(`/lots/${lot}`);
    expect((await officer.post(path).type('form').send({ ...form, staleReason: 'Seen the policy' })).status).toBe(303);
  });
});
