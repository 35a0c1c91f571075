import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { day, newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { CapacityService } from '../../src/contracts/application/capacity.service.js';
import { ServiceFinder } from '../../src/referrals/application/service-finder.js';
import { admit } from '../contracts/market.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { sent } from '../support/world.js';
import { runningService } from './running-service.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
}, 60_000);
afterAll(() => app?.close());
beforeEach(async () => {
  await app.reset();
  await admit(app, app.ids['prime'] ?? '');
});

const search = { areaCode: 'west-yorkshire', categoryCode: 'accommodation', gender: 'female', age: 36, location: 'community' } as const;
const query = (change: object = {}) => new URLSearchParams(Object.entries({ ...search, ...change }).map(([name, value]): [string, string] => [name, String(value)])).toString();
const api = (who: PersonKey, path: string) => app.call(who, 'get', path);
const page = async (path: string, who: PersonKey = 'practitioner'): Promise<Response> => (await app.as(who)).get(path);
const unmet = () => databaseOf(app).rows<object>(sql`select area_code, region_code, category_code, gender, age_band, location, reason from referrals.unmet_need`);
const services = () => app.get(CapacityService);

describe('services', () => {
  it('come in the order in which the person could start, the full ones last, saying why', async () => {
    const slow = await runningService(app, { title: 'Slow', room: { expectedWaitDays: 20 } });
    const full = await runningService(app, { title: 'Full', room: { places: 1, expectedWaitDays: 0 } });
    const silent = await runningService(app, { title: 'Silent', room: null });
    const quick = await runningService(app, { title: 'Quick', room: { expectedWaitDays: 2 } });
    await sent(app, full);
    const { body } = await api('practitioner', `services?${query()}`);
    expect((body as { id: string }[]).map(({ id }) => id)).toEqual([quick, slow, silent, full]);
    expect(body[0]).toMatchObject({ expectedStartOn: '2026-06-12', placesFree: 10, takesReferralsNow: true });
    expect(body[3]).toMatchObject({ takesReferralsNow: false, why: 'full', placesFree: 0 });
    const { text } = await page(`/services?${query()}`);
    for (const words of ['3 services take referrals now', 'About 12 June 2026', 'the provider said so on 10 June 2026', 'Full: its one place is in use', 'The provider has not said']) expect(text).toContain(words);
  });

  it('say when what the provider said is old', async () => {
    const id = await runningService(app);
    app.clock.set(new Date('2026-06-30T11:00:00Z'));
    expect((await page(`/services/${id}?${query()}`)).text).toContain('not confirmed for 20 days');
  });

  it('are narrowed by language, way of taking part and kind, and say how far the office is', async () => {
    const manager = await app.actor('provider-manager');
    const id = await runningService(app, { title: 'Women’s homes', takesMen: false });
    await runningService(app, { title: 'Homes for all' });
    await services().describe(manager, id, { description: '', attendance: ['video'], languages: ['Polish'] });
    await services().addOffice(manager, id, { name: 'Leeds', address: '1 High Street', latitude: 53.8, longitude: -1.55 });
    for (const wish of [{ language: 'Polish' }, { attendance: 'video' }, { cohort: 'women' }]) {
      const { body } = await api('practitioner', `services?${query(wish)}`);
      expect(body).toMatchObject([{ id, distance: '5-to-15', languages: ['Polish'] }]);
    }
    const { text } = await page(`/services?${query({ cohort: 'women', attendance: 'video' })}`);
    expect(text).toContain('5 to 15 miles from the middle of the area');
    expect(text).toContain('cohort=women');
    expect((await api('practitioner', `services?${query({ language: 'Klingon' })}`)).status).toBe(422);
    expect((await api('practitioner', `services?${query({ areaCode: 'atlantis' })}`)).body).toMatchObject({ rule: 'area-unknown' });
    expect((await page(`/services?${query({ areaCode: 'atlantis' })}`)).text).toContain('Select the area where the person lives');
  });

  it('cost two statements however many there are', async () => {
    const statements = async (): Promise<number> => {
      const before = databaseOf(app).statements;
      await app.get(ServiceFinder).find(search);
      return databaseOf(app).statements - before;
    };
    await runningService(app);
    await statements();
    const one = await statements();
    for (const title of ['b', 'c', 'd']) await runningService(app, { title });
    expect([one, await statements()]).toEqual([2, 2]);
  });

  it('are compared side by side, up to three', async () => {
    const ids = [await runningService(app, { title: 'First' }), await runningService(app, { title: 'Second', room: { places: 4 } }), await runningService(app, { title: 'Third' }), await runningService(app, { title: 'Fourth' })];
    const chosen = (count: number) => ids.slice(0, count).map((id) => `id=${id}`).join('&');
    const { status, text } = await page(`/services/compare?${query()}&${chosen(3)}`);
    expect(status).toBe(200);
    for (const words of ['First', 'Second', 'Third', 'Expected start']) expect(text).toContain(words);
    expect(text).toMatch(/Places free[\s\S]*>\s*4\s*<\/td>/);
    expect(text).not.toContain('Fourth');
    const many = await page(`/services/compare?${query()}&${chosen(4)}`);
    expect(many.status).toBe(422);
    expect(many.text).toContain('Select 2 or 3 services to compare');
    expect(many.text.match(/checked/g)).toHaveLength(4);
    // The boxes are one named group, and what to do with them is said before the first.
    expect(many.text).toMatch(/id="compare-hint">Select up to 3 services[\s\S]*role="group" aria-label="Services to compare" aria-describedby="compare-hint"[\s\S]*type="checkbox"/);
    expect((await page(`/services/compare?${chosen(2)}`)).text).toContain('Second');
    expect((await api('practitioner', `services/compare?${chosen(2)}&areaCode=west-yorkshire`)).body).toMatchObject([{ title: 'First' }, { title: 'Second', places: 4 }]);
    expect((await api('practitioner', `services/compare?${chosen(4)}`)).status).toBe(422);
  });
});

describe('when nothing takes the person now', () => {
  it('offers the smallest relaxations in one click, each with what it finds', async () => {
    await runningService(app, { title: 'Next door', areaCodes: ['south-yorkshire'] });
    await runningService(app, { title: 'Opens soon', referralsFrom: day('2026-06-16') });
    const { text } = await page(`/services?${query()}`);
    expect(text).toContain('In 9 days: 1 service');
    expect(text).toContain('If they can travel to South Yorkshire: 1 service');
    const link = /href="([^"]+)">If they can travel/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const applied = (await page(link)).text;
    expect(applied).toContain('1 service takes referrals now');
    expect(applied).toContain('someone who would travel from West Yorkshire');
    const { body } = await api('practitioner', `services/relaxations?${query()}`);
    expect(body).toMatchObject([{ givesUp: ['area'], areaCode: 'south-yorkshire', count: 1 }, { givesUp: ['start'], inDays: 9, canWait: true, areaCode: 'west-yorkshire' }]);
  });

  it('notes the need once for each search, without the person, and says why', async () => {
    const [session, other] = [newId(), newId()];
    for (const _ of [1, 2]) await page(`/services?${query({ search: session })}`);
    await page(`/services?${query({ search: session, age: 62 })}`);
    const needed = { areaCode: 'west-yorkshire', regionCode: 'C', categoryCode: 'accommodation', gender: 'female', ageBand: '26-39', location: 'community', reason: 'no-service' };
    expect(await unmet()).toEqual([needed]);
    const full = await runningService(app, { room: { places: 0 } });
    expect((await page(`/services?${query({ search: other })}`)).text).toContain('No service takes referrals now');
    expect(await unmet()).toEqual(expect.arrayContaining([needed, { ...needed, reason: 'full' }]));
    await services().stateCapacity(await app.actor('provider-manager'), full, { everywhere: { places: 5, weeklyStarts: null, expectedWaitDays: null, closesWhenFull: true } });
    for (const _ of [1, 2]) await api('practitioner', `services?${query({ language: 'Polish' })}`);
    expect(await unmet()).toHaveLength(3);
    expect(await unmet()).toEqual(expect.arrayContaining([{ ...needed, reason: 'wishes' }]));
    await page(`/services?${query()}`);
    expect(await unmet()).toHaveLength(3);
  });

  it('commissioners of the area read counts, never fewer than ten', async () => {
    for (let searches = 0; searches < 10; searches += 1) await api('practitioner', `services?${query({ search: newId() })}`);
    await api('practitioner', `services?${query({ areaCode: 'south-yorkshire' })}`);
    const { body } = await api('commissioner', 'unmet-need?month=2026-06');
    expect(body).toEqual([{ month: '2026-06', areaCode: 'south-yorkshire', categoryCode: 'accommodation', count: null }, { month: '2026-06', areaCode: 'west-yorkshire', categoryCode: 'accommodation', count: 10 }]);
    expect((await api('commissioner2', 'unmet-need')).body).toEqual([]);
    expect((await api('commissioner', 'unmet-need?month=2026-05')).body).toEqual([]);
    const { text } = await page('/unmet-need', 'commissioner');
    for (const words of ['West Yorkshire', 'Accommodation', 'Fewer than 10', 'Unmet need in June 2026']) expect(text).toContain(words);
    expect((await page('/unmet-need')).status).toBe(403);
  });
});
