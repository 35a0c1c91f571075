import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { ContractDirectory } from '../../src/contracts/contracts.public.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { openLot } from '../support/world.js';
import { admit, prices } from './market.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
}, 60_000);
afterAll(() => app?.close());
beforeEach(async () => {
  await app.reset();
  await admit(app, app.ids['prime'] ?? '');
  await admit(app, app.ids['subcontractor'] ?? '');
  await admit(app, app.ids['rival'] ?? '', { turnoverPence: 5_000_000 });
});

const post = (who: PersonKey, path: string, body: object = {}) => app.call(who, 'post', path, body);
const get = (who: PersonKey, path: string) => app.call(who, 'get', path);
const award = (lotId: string, change: object = {}) => ({ lotId, providerId: app.ids['prime'], ground: 'urgency', reason: 'The last provider closed', reference: 'PRJ_1001', ...change });

async function makeContract(): Promise<string> {
  const response = await post('commissioner', 'contracts', award(await openLot(app, { takesCustody: false })));
  expect(response.status).toBe(201);
  return response.body.id as string;
}

async function draftCard(contractId: string, effectiveFrom = '2026-06-10', who: PersonKey = 'commissioner'): Promise<string> {
  const response = await post(who, 'rate-cards', { contractId, effectiveFrom, rules: prices });
  expect(response.status).toBe(201);
  return response.body.id as string;
}

describe('a direct award', () => {
  it('makes the contract and takes the lot', async () => {
    const lotId = await openLot(app, { takesCustody: false });
    const made = await post('commissioner', 'contracts', award(lotId));
    expect(made.body).toMatchObject({ status: 'mobilising', primeName: 'Harbour Test Trust', termFrom: '2026-06-10', cohort: { takesCustody: false }, terms: { ground: 'urgency' } });
    expect(await databaseOf(app).first(sql`select status from lots.lot where id = ${lotId}`)).toEqual({ status: 'awarded' });
  });

  it('is refused to a provider who could not deliver it, and leaves the lot open', async () => {
    const lotId = await openLot(app);
    const refused = await post('commissioner', 'contracts', award(lotId, { providerId: app.ids['rival'] }));
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ rule: 'not-eligible', field: 'providerId' });
    expect(await databaseOf(app).first(sql`select status from lots.lot where id = ${lotId}`)).toEqual({ status: 'open' });
  });

  it('of one lot by two officers at once makes one contract', async () => {
    const lotId = await openLot(app);
    const both = await Promise.all([
      post('commissioner', 'contracts', award(lotId)),
      post('approver', 'contracts', award(lotId, { providerId: app.ids['subcontractor'], reference: 'PRJ_1002' })),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual([201, 422]);
    expect(both.find((each) => each.status === 422)?.body.rule).toBe('not-now');
    expect(await databaseOf(app).rows(sql`select id from contracts.contract`)).toHaveLength(1);
  });

  it('gives one reference to one contract, even when two lots are awarded at once', async () => {
    const lots = [await openLot(app), await openLot(app)];
    const both = await Promise.all(lots.map((lotId) => post('commissioner', 'contracts', award(lotId))));
    expect(both.map((each) => each.status).sort()).toEqual([201, 422]);
    expect(both.find((each) => each.status === 422)?.body.rule).toBe('reference-taken');
  });

  it('is for officers of the region', async () => {
    const lotId = await openLot(app);
    expect((await post('provider-manager', 'contracts', award(lotId))).status).toBe(403);
    expect((await post('commissioner2', 'contracts', award(lotId))).status).toBe(403);
  });

  it('can be made on its page, which says who could not deliver and why', async () => {
    const lotId = await openLot(app);
    const officer = await app.as('commissioner');
    const asked = await officer.get(`/lots/${lotId}/award`);
    expect(asked.text).toContain('Members who could not deliver it');
    expect(asked.text).toContain('Rival Test Futures');
    const form = { _csrf: await csrfOf(officer, `/lots/${lotId}/award`), providerId: app.ids['prime'], ground: 'urgency', reason: 'a\r\nb', reference: 'PRJ_<7>', 'termFrom-day': '31', 'termFrom-month': '2', 'termFrom-year': '2026' };
    const wrong = await officer.post(`/lots/${lotId}/award`).type('form').send(form);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('The day the contract begins must be a real date');
    expect(wrong.text).toContain('value="PRJ_&lt;7&gt;"');
    const days = { termFrom: '2026-06-10', termTo: '2027-06-09', referralsFrom: '2026-06-10' };
    const right = await officer.post(`/lots/${lotId}/award`).type('form').send({ ...form, reference: 'PRJ_7', ...days });
    expect(right.status).toBe(303);
    expect((await officer.get(right.headers['location'] as string)).text).toContain('Contract PRJ_7 made with Harbour Test Trust');
  });
});

describe('a rate card', () => {
  it('is drafted by one officer and approved by another, and then the contract can go live', async () => {
    const contractId = await makeContract();
    const cardId = await draftCard(contractId);
    expect((await post('commissioner', `contracts/${contractId}/go-live`)).body.rule).toBe('rate-card-missing');
    expect((await post('approver', `rate-cards/${cardId}/approve`)).body).toMatchObject({ status: 'approved', version: 1 });
    expect((await post('commissioner', `contracts/${contractId}/go-live`)).body.status).toBe('live');
  });

  it('is not approved by whoever drafted it', async () => {
    const cardId = await draftCard(await makeContract(), '2026-06-10', 'approver');
    const refused = await post('approver', `rate-cards/${cardId}/approve`);
    expect([refused.status, refused.body.rule]).toEqual([422, 'approved-by-another']);
    expect((await post('commissioner', `rate-cards/${cardId}/approve`)).status).toBe(403);
  });

  it('is read by its parties; a draft by the officers alone', async () => {
    const contractId = await makeContract();
    const cardId = await draftCard(contractId);
    expect((await get('provider-manager', `rate-cards/${cardId}`)).status).toBe(404);
    await post('approver', `rate-cards/${cardId}/approve`);
    expect((await get('provider-manager', `rate-cards/${cardId}`)).body.rules).toHaveLength(4);
    expect((await get('provider-finance', `rate-cards?contractId=${contractId}`)).body.items).toHaveLength(1);
    expect((await get('rival', `rate-cards/${cardId}`)).status).toBe(404);
    expect((await get('commissioner2', `rate-cards/${cardId}`)).status).toBe(404);
    expect((await get('rival', `rate-cards?contractId=${contractId}`)).body.items).toEqual([]);
    expect((await get('practitioner', `rate-cards?contractId=${contractId}`)).status).toBe(403);
    expect((await (await app.as('rival')).get(`/rate-cards/${cardId}`)).status).toBe(404);
  });

  it('replaces the version before it, which still prices its own days', async () => {
    const contractId = await makeContract();
    await post('approver', `rate-cards/${await draftCard(contractId)}/approve`);
    const second = await draftCard(contractId, '2026-07-01');
    expect((await post('approver', `rate-cards/${second}/approve`)).status).toBe(200);
    const rules = await app.get(ContractDirectory).approvedRules(contractId);
    expect(rules.filter((rule) => rule.kind === 'outcome').map(({ version, effectiveFrom, lineage, amountPence }) => ({ version, effectiveFrom, lineage, amountPence }))).toEqual([
      { version: 1, effectiveFrom: '2026-06-10', lineage: 'outcome.accommodation.any', amountPence: 30_000 },
      { version: 2, effectiveFrom: '2026-07-01', lineage: 'outcome.accommodation.any', amountPence: 30_000 },
    ]);
    expect((await get('commissioner', `rate-cards?contractId=${contractId}`)).body.items.map((item: { status: string }) => item.status)).toEqual(['approved', 'superseded']);
  });

  it('of which two drafts are approved at once has one approved version', async () => {
    const contractId = await makeContract();
    const drafts = [await draftCard(contractId), await draftCard(contractId)];
    const both = await Promise.all(drafts.map((id) => post('approver', `rate-cards/${id}/approve`)));
    expect(both.map((each) => each.status).sort()).toEqual([200, 422]);
    expect(both.find((each) => each.status === 422)?.body.rule).toBe('not-backdated');
  });

  it('is approved as the approver saw it', async () => {
    const cardId = await draftCard(await makeContract());
    const { revision } = (await get('approver', `rate-cards/${cardId}`)).body as { revision: number };
    await post('commissioner', `rate-cards/${cardId}/revise`, { effectiveFrom: '2026-06-11', rules: prices });
    expect((await post('approver', `rate-cards/${cardId}/approve`, { revision })).status).toBe(409);
  });

  it('can be drafted, changed and approved on its pages, every amount kept', async () => {
    const contractId = await makeContract();
    const officer = await app.as('commissioner');
    const path = `/contracts/${contractId}/rate-cards/new`;
    const form = { _csrf: await csrfOf(officer, path), effectiveFrom: '2026-06-10', vat: '2000', 'amount-accommodation.outcome.any': '300', 'amount-accommodation.LOW.started': 'lots' };
    const wrong = await officer.post(path).type('form').send(form);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="lots"');
    expect(wrong.text).toContain('href="#amount-accommodation.LOW.started"');
    const drafted = await officer.post(path).type('form').send({ ...form, 'amount-accommodation.LOW.started': '' });
    expect(drafted.status).toBe(303);
    const card = drafted.headers['location'] as string;
    expect((await officer.get(card)).text).toContain('another officer must approve it');
    expect((await officer.get(`${card}/change`)).text).toContain('name="amount-accommodation.outcome.any" type="text" inputmode="decimal" spellcheck="false" autocomplete="off" value="300"');
    const approver = await app.as('approver');
    const approved = await approver.post(`${card}/approve`).type('form').send({ _csrf: await csrfOf(approver, card), revision: '1' });
    expect(approved.status).toBe(303);
    expect((await (await app.as('provider-manager')).get(card)).text).toContain('£300.00');
  });
});

describe('a live contract', () => {
  async function liveContract(): Promise<string> {
    const contractId = await makeContract();
    await post('approver', `rate-cards/${await draftCard(contractId)}/approve`);
    await post('commissioner', `contracts/${contractId}/go-live`);
    return contractId;
  }
  const search = { areaCode: 'south-yorkshire', categoryCode: 'accommodation', gender: 'male', age: 30, location: 'community' } as const;

  it('is found where it covers, for whom it takes, with the capacity its provider states', async () => {
    const contractId = await liveContract();
    const stated = await post('provider-manager', `contracts/${contractId}/capacity`, { places: 12, weeklyStarts: 2, expectedWaitDays: 9 });
    expect(stated.body).toMatchObject({ areas: [{ areaCode: 'C', places: 12, statedOn: '2026-06-10' }] });
    const contracts = app.get(ContractDirectory);
    const found = async (change: object, on = '2026-06-10') => (await contracts.listings({ ...search, ...change }, day(on))).map((each) => [each.id, each.capacity?.places]);
    expect(await found({})).toEqual([[contractId, 12]]);
    expect(await found({ areaCode: 'kent' })).toEqual([]);
    expect(await found({ areaCode: 'atlantis' })).toEqual([]);
    expect(await found({ categoryCode: 'lifestyle' })).toEqual([]);
    expect(await found({ age: 17 })).toEqual([]);
    expect(await found({ location: 'custody' })).toEqual([]);
    expect(await found({}, '2026-06-09')).toEqual([]);
    expect(await found({}, '2028-06-10')).toEqual([]);
  });

  it('is not found once it is closed to referrals, and cannot be referred to', async () => {
    const contractId = await liveContract();
    await post('commissioner', `contracts/${contractId}/close-to-referrals`, { reason: 'No staff' });
    const contracts = app.get(ContractDirectory);
    expect(await contracts.listings(search, day('2026-06-10'))).toEqual([]);
    expect((await databaseOf(app).transaction(() => contracts.lockForSend(contractId, 'west-yorkshire'))).referralsFrom).toBeNull();
  });

  it('takes capacity from its own provider’s manager alone', async () => {
    const contractId = await liveContract();
    for (const who of ['rival', 'commissioner', 'caseworker', 'practitioner'] as const) expect((await post(who, `contracts/${contractId}/capacity`, { places: 1 })).status).toBe(403);
  });

  it('has a supply chain whose shares only its parties see', async () => {
    const contractId = await liveContract();
    const added = await post('commissioner', `contracts/${contractId}/subcontractors`, { organisationId: app.ids['subcontractor'], role: 'Mentoring', sharePercent: 30 });
    expect(added.body.subcontractors).toMatchObject([{ name: 'Second Test Spring', sharePercent: 30 }]);
    expect((await get('practitioner', `contracts/${contractId}`)).body).toMatchObject({ terms: null, subcontractors: [{ role: 'Mentoring', sharePercent: null }] });
    const again = await post('commissioner', `contracts/${contractId}/subcontractors`, { organisationId: app.ids['subcontractor'] });
    expect(again.body.rule).toBe('already-on-contract');
    expect((await app.get(ContractDirectory).contractsOf(app.ids['subcontractor'] ?? '')).map((each) => each.id)).toEqual([contractId]);
  });

  it('shows each reader their part of the page', async () => {
    const contractId = await liveContract();
    const text = async (who: PersonKey) => (await (await app.as(who)).get(`/contracts/${contractId}`)).text;
    expect(await text('provider-manager')).toContain('Say how many places you have');
    expect(await text('commissioner')).toContain('The last provider closed');
    const practitioner = await text('practitioner');
    expect(practitioner).toContain('Harbour Test Trust');
    for (const hidden of ['The last provider closed', 'Rate card', 'Say how many places you have', 'Terminate']) expect(practitioner).not.toContain(hidden);
    for (const step of ['capacity', 'go-live', 'end']) expect((await (await app.as('rival')).get(`/contracts/${contractId}/${step}`)).status).toBe(403);
  });
});
