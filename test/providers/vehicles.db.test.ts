import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryVerifier } from '#libs/persistence';
import { csrfOf, signedIn, startApp, type TestApp } from '../support/app.js';
import { applying, openLot } from '../support/world.js';
import { nationalPeople, postAs } from './national.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
}, 60_000);
afterAll(() => app?.close());
beforeEach(async () => {
  await app.reset();
  await nationalPeople(app);
});

const bandRule = { turnoverShareBasisPoints: 4_000, bandsPence: [100_000_00, 500_000_00] };
/** What could follow today's framework: whole-person services under a lead provider, under the Procurement Act. All invented. */
const successor = {
  name: 'Whole Person Services', description: 'One lead provider for each person', kind: 'open-framework', regime: 'PA2023', isLightTouch: true, opensOn: '2026-06-01', endsOn: '2034-05-31',
  categoryCodes: ['accommodation', 'family'], conditions: 'Lead a supply chain\nPay it within 30 days', questionnaireCode: 'psdf-application', bandRule, contactEmail: 'team@whole-person.example',
};
const grant = { ...successor, name: 'Small Grants', kind: 'grant-scheme', regime: null, isLightTouch: false };
const show = async (code: string) => (await app.anonymous().get(`/api/v1/vehicles/${code}`)).body as Record<string, unknown>;

async function opened(code: string, content: object): Promise<void> {
  expect((await postAs(app, 'national-commissioner', 'vehicles', { code, ...content })).status).toBe(201);
  expect((await postAs(app, 'national-approver', `vehicles/${code}/open`)).status).toBe(200);
}

describe('the vehicles there are', () => {
  it('are the framework of 2020 and an invented market, one under each law, for anyone to read', async () => {
    const { items } = (await app.anonymous().get('/api/v1/vehicles')).body as { items: { code: string; regime: string; status: string; categoryCodes: string[] }[] };
    expect(items.map(({ code, regime, status, categoryCodes }) => [code, regime, status, categoryCodes.length])).toEqual([['PSDF', 'PCR2015', 'open', 14], ['WPM', 'PA2023', 'open', 10]]);
    expect(await show('PSDF')).toMatchObject({ isLightTouch: true, opensOn: '2020-06-15', endsOn: '2027-06-14', bandRule: { turnoverShareBasisPoints: 5_000, bandsPence: [250_000_00, 1_000_000_00, 5_000_000_00] } });
  });

  it('say on their pages what they are, under which law, how to apply and who is in', async () => {
    expect((await app.anonymous().get('/vehicles')).text).toContain('Whole Person Support Market (demonstration)');
    const { text } = await app.anonymous().get('/vehicles/PSDF');
    for (const words of ['Public Contracts Regulations 2015', '15 June 2020 to 14 June 2027', 'Restorative', 'employers’ liability', 'Apply at any time', 'Nobody has been admitted yet', '50% of turnover']) expect(text).toContain(words);
    expect(text).not.toContain('Make a new one from this');
    expect((await app.anonymous().get('/vehicles/NOPE')).status).toBe(404);
  });

  it('pass on their regime to the lots let under them', async () => {
    const lot = await openLot(app);
    expect((await app.anonymous().get(`/api/v1/lots/${lot}`).set(await app.key('rival'))).body.regime).toBe('PCR2015');
    expect((await (await app.as('rival')).get(`/lots/${lot}`)).text).toContain('Public Contracts Regulations 2015');
  });
});

describe('a new vehicle', () => {
  it('is drafted nationally, hidden until another approver opens it, and then takes applications without any code', async () => {
    expect((await postAs(app, 'national-approver', 'vehicles', { code: 'WPS', ...successor })).body).toMatchObject({ status: 'draft', revision: 1 });
    const waiting = async (who: string) => (await (await signedIn(app, `${who}@test.example`)).get('/tasks')).text.includes('Read the draft of WPS');
    expect([await waiting('national-approver'), await waiting('national-approver2'), await waiting('approver')]).toEqual([false, true, false]);
    expect((await app.anonymous().get('/api/v1/vehicles/WPS')).status).toBe(404);
    expect((await app.anonymous().get('/vehicles/WPS')).status).toBe(404);
    expect((await postAs(app, 'national-approver', 'vehicles/WPS/open')).body.rule).toBe('opened-by-another');
    expect((await postAs(app, 'national-commissioner', 'vehicles/WPS/open')).status).toBe(403);
    expect((await postAs(app, 'national-approver2', 'vehicles/WPS/open')).body.status).toBe('open');
    expect(await waiting('national-approver2')).toBe(false);
    await applying(app, 'prime');
    const apply = async (categoryCodes: string[]) => app.anonymous().post('/api/v1/applications').set(await app.key('provider-manager')).send({ vehicleCode: 'WPS', categoryCodes, areaCodes: ['C'] });
    expect((await apply(['women'])).body).toMatchObject({ rule: 'category-unknown', field: 'categoryCodes' });
    expect((await apply(['family'])).status).toBe(201);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('is not for regional officers, providers or practitioners', async () => {
    for (const who of ['commissioner', 'approver', 'provider-manager', 'practitioner'] as const) {
      expect((await app.anonymous().post('/api/v1/vehicles').set(await app.key(who)).send({ code: 'WPS', ...successor })).status).toBe(403);
    }
  });

  it('makes sense or is refused', async () => {
    const rule = async (change: object) => (await postAs(app, 'national-commissioner', 'vehicles', { code: 'NEW', ...successor, ...change })).body.rule as string;
    expect(await rule({ code: 'PSDF' })).toBe('code-taken');
    expect(await rule({ code: '1bad' })).toBe('code-format');
    expect(await rule({ name: 'Probation Services Dynamic Framework' })).toBe('name-taken');
    expect(await rule({ regime: null })).toBe('regime-of-kind');
    expect(await rule({ regime: 'PCR2015' })).toBe('regime-of-kind');
    expect(await rule({ endsOn: '2026-05-31' })).toBe('term-order');
    expect(await rule({ categoryCodes: ['baking'] })).toBe('category-unknown');
    expect(await rule({ questionnaireCode: 'nothing' })).toBe('questionnaire-unknown');
    expect(await rule({ bandRule: { turnoverShareBasisPoints: 5_000, bandsPence: [2, 1] } })).toBe('band-rule');
  });

  it('of one code drafted twice at once is drafted once', async () => {
    const both = await Promise.all([postAs(app, 'national-commissioner', 'vehicles', { code: 'WPS', ...successor }), postAs(app, 'national-approver', 'vehicles', { code: 'WPS', ...successor })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});

describe('an open vehicle', () => {
  it('under the Procurement Act keeps its conditions; a new market is made from it instead, and each leads to the other', async () => {
    await opened('WPS', successor);
    const edit = (change: object) => postAs(app, 'national-commissioner', 'vehicles/WPS/edit', { ...successor, ...change, reason: 'To attract more' });
    for (const change of [{ conditions: 'Anything' }, { categoryCodes: ['family'] }, { endsOn: '2035-05-31' }, { bandRule: { ...bandRule, turnoverShareBasisPoints: 5_000 } }]) {
      expect((await edit(change)).body).toMatchObject({ status: 422, rule: 'market-conditions-fixed' });
    }
    expect((await edit({ kind: 'dynamic-market' })).body.rule).toBe('vehicle-nature-fixed');
    expect((await edit({ conditions: 'Anything' })).body.detail).toContain('Make a new market from this one');
    expect((await edit({ categoryCodes: ['family', 'accommodation'], description: 'Clearer words' })).body).toMatchObject({ description: 'Clearer words', variations: [{ changed: ['The description changed'] }] });
    const made = await postAs(app, 'national-approver', 'vehicles/WPS/new-from', { code: 'WPS2', name: 'Whole Person Services 2' });
    expect(made.body).toMatchObject({ status: 'draft', madeFromCode: 'WPS', conditions: successor.conditions, categoryCodes: ['accommodation', 'family'] });
    expect((await postAs(app, 'national-commissioner', 'vehicles/WPS2/edit', { ...successor, name: 'Whole Person Services 2', conditions: 'Others' })).body.conditions).toBe('Others');
    expect((await show('WPS'))['madeIntoCodes']).toEqual([]);
    await postAs(app, 'national-approver2', 'vehicles/WPS2/open');
    expect((await show('WPS'))['madeIntoCodes']).toEqual(['WPS2']);
    expect((await app.anonymous().get('/vehicles/WPS2')).text).toContain('Made from');
    expect((await app.anonymous().get('/vehicles/WPS')).text).toContain('Whole Person Services 2');
  });

  it('of another kind is varied for a reason, which its page shows', async () => {
    await opened('GRANT', grant);
    const edit = (change: object) => postAs(app, 'national-commissioner', 'vehicles/GRANT/edit', { ...grant, ...change });
    expect((await edit({ endsOn: '2035-05-31' })).body).toMatchObject({ rule: 'reason-missing', field: 'reason' });
    const varied = await edit({ endsOn: '2035-05-31', conditions: 'Fewer', categoryCodes: ['family', 'women'], reason: 'More time <b>' });
    expect(varied.body.variations).toEqual([
      {
        reason: 'More time <b>', variedAt: expect.any(String),
        changed: ['Its term ends on 31 May 2035 instead of 31 May 2034', 'Categories added: women. Categories taken out: accommodation', 'The conditions of membership changed'],
      },
    ]);
    const { text } = await app.anonymous().get('/vehicles/GRANT');
    expect(text).toContain('Its term ends on 31 May 2035');
    expect(text).toContain('Reason: More time &lt;b&gt;');
    expect((await edit({ endsOn: '2035-05-31', conditions: 'Fewer', categoryCodes: ['family', 'women'] })).body.variations).toHaveLength(1);
  });

  it('that a migration made can be varied too, and its history verifies', async () => {
    const { description, name, kind, regime, isLightTouch, opensOn, endsOn, categoryCodes, conditions, questionnaireCode, bandRule: rule } = await show('PSDF');
    const said = { contactEmail: 'team@framework.example', description, name, kind, regime, isLightTouch, opensOn, endsOn, categoryCodes, conditions, questionnaireCode, bandRule: rule };
    expect((await postAs(app, 'national-commissioner', 'vehicles/PSDF/edit', { ...said, endsOn: '2028-06-14', reason: 'Extended', revision: 0 })).body).toMatchObject({ endsOn: '2028-06-14', revision: 1 });
    expect((await postAs(app, 'national-commissioner', 'vehicles/PSDF/edit', { ...said, reason: 'Again', revision: 0 })).status).toBe(409);
    expect((await postAs(app, 'national-commissioner', 'vehicles/PSDF/close', { reason: 'Replaced' })).body.status).toBe('closed');
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('that is closed takes no new applications; lots can still be let under it', async () => {
    await postAs(app, 'national-commissioner', 'vehicles/PSDF/close', { reason: 'A new one takes its place' });
    await expect(applying(app, 'prime')).rejects.toMatchObject({ rule: 'vehicle-closed' });
    expect(await openLot(app)).toBeTruthy();
    expect((await app.anonymous().get('/vehicles/PSDF')).text).toContain('A new one takes its place');
    expect((await (await app.as('provider-manager')).get('/applications/start')).text).not.toContain('Probation Services Dynamic Framework');
    expect((await postAs(app, 'national-commissioner', 'vehicles/PSDF/close', { reason: 'Again' })).body.rule).toBe('not-now');
  });
});

describe('the contact of a vehicle', () => {
  it('is on its page for anyone, changes in an open market without a variation, and is needed before it opens', async () => {
    expect((await postAs(app, 'national-commissioner', 'vehicles', { code: 'WPS', ...successor, contactEmail: null })).status).toBe(201);
    expect((await postAs(app, 'national-approver', 'vehicles/WPS/open')).body).toMatchObject({ rule: 'contact-missing', field: 'contactEmail' });
    expect((await postAs(app, 'national-commissioner', 'vehicles/WPS/edit', { ...successor, contactEmail: 'nobody' })).body.errors[0].field).toBe('contactEmail');
    await postAs(app, 'national-commissioner', 'vehicles/WPS/edit', successor);
    await postAs(app, 'national-approver', 'vehicles/WPS/open');
    const changed = await postAs(app, 'national-commissioner', 'vehicles/WPS/edit', { ...successor, contactEmail: 'new-team@whole-person.example' });
    expect(changed.body).toMatchObject({ contactEmail: 'new-team@whole-person.example', variations: [] });
    expect((await app.anonymous().get('/vehicles/WPS')).text).toContain('new-team@whole-person.example');
  });
});

describe('the pages', () => {
  const form = {
    name: 'Whole Person Services', description: 'a\r\nb', kind: 'open-framework', regime: 'PA2023', isLightTouch: 'yes', opensOn: '2026-06-01', endsOn: '2034-05-31', categoryCodes: ['accommodation'],
    conditions: 'Be able', questionnaireCode: 'psdf-application', contactEmail: 'team@whole-person.example', turnoverSharePercent: '40', bands: '100,000\n500000',
  };

  it('draft, keep every answer, tell a stale tab, and open', async () => {
    const drafter = await signedIn(app, 'national-commissioner@test.example');
    const csrf = await csrfOf(drafter, '/vehicles/new');
    const wrong = await drafter.post('/vehicles/new').type('form').send({ ...form, code: 'WPS', bands: 'lots', conditions: '', _csrf: csrf });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Bands must be amounts of money');
    expect(wrong.text).toContain('Enter the conditions of membership');
    expect(wrong.text).toContain('>lots</textarea>');
    const drafted = await drafter.post('/vehicles/new').type('form').send({ ...form, code: 'wps', _csrf: csrf });
    expect(drafted.headers['location']).toBe('/vehicles/WPS');
    expect((await drafter.get('/vehicles/WPS')).text).not.toContain('Open to applications');
    const edited = await drafter.post('/vehicles/WPS/edit').type('form').send({ ...form, revision: '1', conditions: 'Be abler', _csrf: csrf });
    expect(edited.status).toBe(303);
    const stale = await drafter.post('/vehicles/WPS/edit').type('form').send({ ...form, revision: '1', conditions: 'Mine', _csrf: csrf });
    expect([stale.status, stale.text.includes('>Mine</textarea>')]).toEqual([409, true]);
    const approver = await signedIn(app, 'national-approver@test.example');
    const page = await approver.get('/vehicles/WPS');
    expect(page.text).toContain('Open to applications');
    const opening = await approver.post('/vehicles/WPS/open').type('form').send({ revision: '2', _csrf: await csrfOf(approver, '/vehicles/WPS') });
    expect(opening.status).toBe(303);
    const fixed = await drafter.post('/vehicles/WPS/edit').type('form').send({ ...form, revision: '3', conditions: 'Changed', reason: 'x', _csrf: csrf });
    expect(fixed.text).toContain('Make a new market from this one instead');
    expect((await drafter.get('/vehicles/WPS/edit')).text).toContain('only its name, its description and its contact can change');
    const copied = await drafter.post('/vehicles/WPS/new-from').type('form').send({ code: 'WPS2', name: 'Second', _csrf: csrf });
    expect(copied.headers['location']).toBe('/vehicles/WPS2/edit');
    const closed = await drafter.post('/vehicles/WPS/close').type('form').send({ reason: '', _csrf: csrf });
    expect(closed.text).toContain('Enter why the framework or market closes');
  });
});
