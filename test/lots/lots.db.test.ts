import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LotDirectory } from '../../src/lots/lots.public.js';
import { admitted } from '../providers/registered.js';
import { csrfOf, startApp, type TestApp } from '../support/app.js';
import { submit } from '../support/pages.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

const lot = {
  vehicleCode: 'PSDF', title: 'Homes in Humberside', serviceTypeCode: 'ACC', areaCodes: ['humberside', 'west-yorkshire'], takesMen: true, takesWomen: true, takesCustody: true, takesCommunity: true,
  annualValueFromPence: 200_000_00, annualValueToPence: 400_000_00, startsOn: '2026-07-01', endsOn: '2028-06-30',
};

async function made(change: object = {}): Promise<string> {
  const response = await app.anonymous().post('/api/v1/lots').set(await app.key('commissioner')).send({ ...lot, ...change });
  if (response.status !== 201) throw new Error(response.text);
  return (response.body as { id: string }).id;
}

describe('making a lot', () => {
  it('is for commissioners, in their own region', async () => {
    expect((await app.anonymous().post('/api/v1/lots').set(await app.key('practitioner')).send(lot)).status).toBe(403);
    expect((await app.anonymous().post('/api/v1/lots').send(lot)).status).toBe(401);
    const elsewhere = await app.anonymous().post('/api/v1/lots').set(await app.key('commissioner2')).send(lot);
    expect([elsewhere.status, elsewhere.body.rule]).toEqual([422, 'outside-your-region']);
    const impossible = await app.anonymous().post('/api/v1/lots').set(await app.key('commissioner')).send({ ...lot, endsOn: '2027-02-31' });
    expect(impossible.body.errors[0].field).toBe('endsOn');
  });

  it('goes over pages, every answer kept, and opens the lot', async () => {
    const agent = await app.as('commissioner');
    const csrf = await csrfOf(agent, '/lots');
    const begun = await agent.post('/lots/new').type('form').send({ _csrf: csrf });
    const base = String(begun.headers['location']).replace(/\/vehicle$/, '');
    const term = { 'startsOn-day': '1', 'startsOn-month': '7', 'startsOn-year': '2026', 'endsOn-day': '30', 'endsOn-month': '6', 'endsOn-year': '2028' };
    const pages: [string, object][] = [
      ['vehicle', { vehicleCode: 'PSDF' }], ['service-type', { serviceTypeCode: 'WOS' }], ['areas', { areaCodes: ['humberside'] }], ['title', { title: 'Women in <Hull>' }], ['genders', { genders: ['men', 'women'] }], ['ages', { minimumAge: '18' }],
      ['places', { places: ['community'] }], ['value', { annualValueFromPence: '200,000', annualValueToPence: '300000' }], ['band', {}], ['term', term],
    ];
    for (const [step, fields] of pages) expect((await submit(agent, `${base}/${step}`, fields)).status).toBe(303);
    const refused = await submit(agent, `${base}/check-answers`, {});
    expect(refused.text).toContain('takes women only');
    expect((await agent.get('/lots')).text).toContain('Women in &lt;Hull&gt;');
    expect((await submit(agent, `${base}/genders`, { genders: ['women'] })).headers['location']).toBe(`${base}/check-answers`);
    const done = await submit(agent, `${base}/check-answers`, {});
    const page = await agent.get(String(done.headers['location']));
    expect(page.text).toContain('No member could deliver this lot');
    expect(page.text).toContain('£200,000 to £300,000 a year');
    expect((await (await app.as('commissioner2')).get(`${base}/check-answers`)).status).toBe(404);
  });
});

describe('lots', () => {
  it('are listed by region, service type and state', async () => {
    await made();
    await made({ title: 'Wellbeing', serviceTypeCode: 'PWB' });
    const titles = async (query: string) => (await app.anonymous().get(`/api/v1/lots?${query}`).set(await app.key('rival'))).body.items.map((each: { title: string }) => each.title);
    expect(await titles('')).toEqual(['Wellbeing', 'Homes in Humberside']);
    expect(await titles('region=C&serviceType=ACC&status=open')).toEqual(['Homes in Humberside']);
    expect(await titles('region=G')).toEqual([]);
    expect((await (await app.as('rival')).get('/lots?region=C&serviceType=PWB')).text).toContain('Wellbeing');
    expect((await app.anonymous().get('/lots')).headers['location']).toBe('/sign-in?next=%2Flots');
  });

  it('say who could deliver them and, for every other member, why not', async () => {
    const able = await admitted(app, 'Able Trust', { categoryCodes: ['accommodation'], areaCodes: ['C'] });
    await admitted(app, 'Half Trust', { categoryCodes: ['accommodation'], areaCodes: ['humberside'] });
    const id = await made();
    const answer = await app.anonymous().get(`/api/v1/lots/${id}/eligibility`).set(await app.key('commissioner'));
    expect(answer.body.map(({ name, reasonsNot }: { name: string; reasonsNot: string[] }) => [name, reasonsNot])).toEqual([
      ['Able Trust', []],
      ['Half Trust', ['It is not admitted for Accommodation in West Yorkshire']],
    ]);
    expect((await app.anonymous().get(`/api/v1/lots/${id}/eligibility`).set(able.headers)).status).toBe(403);
    expect((await (await app.as('commissioner')).get(`/lots/${id}`)).text).toContain('It is not admitted for Accommodation in West Yorkshire');
    expect((await (await app.as('rival')).get(`/lots/${id}`)).text).toContain('It is not a member of the framework');
  });

  it('are withdrawn with a reason everyone reads, and never awarded after', async () => {
    const id = await made();
    const agent = await app.as('commissioner');
    expect((await submit(agent, `/lots/${id}/withdraw`, { reason: ' ' })).status).toBe(422);
    expect((await submit(agent, `/lots/${id}/withdraw`, { reason: 'Funding <ended>' })).status).toBe(303);
    expect((await (await app.as('rival')).get(`/lots/${id}`)).text).toContain('Funding &lt;ended&gt;');
    await expect(app.get(LotDirectory).markAwarded(await app.actor('commissioner'), id)).rejects.toThrow('This lot was withdrawn');
  });

  it('are awarded once, though two award at the same time', async () => {
    const id = await made();
    const actor = await app.actor('commissioner');
    const outcomes = await Promise.allSettled([1, 2].map(() => app.get(LotDirectory).markAwarded(actor, id)));
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await app.get(LotDirectory).lot(id)).status).toBe('awarded');
  });
});
