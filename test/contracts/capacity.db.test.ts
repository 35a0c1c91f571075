import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Schedules } from '#libs/messaging';
import { sql } from '#libs/persistence';
import { post as postAs, visitorOf } from '../access/walk.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { sent } from '../support/world.js';
import { runningService } from '../referrals/running-service.js';
import { admit } from './market.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
}, 60_000);
afterAll(() => app?.close());
beforeEach(async () => {
  await app.reset();
  await admit(app, app.ids['prime'] ?? '');
});

const post = (who: PersonKey, path: string, body: object = {}) => app.call(who, 'post', path, body);
const get = (who: PersonKey, path: string) => app.call(who, 'get', path);
const twoAreas = { areaCodes: ['south-yorkshire', 'west-yorkshire'], room: null } as const;
const openTasks = () => databaseOf(app).rows<{ title: string }>(sql`select title from notifications.task where kind = 'state-capacity' and closed_at is null`);

const submit = async (who: PersonKey, path: string, form: object) => postAs(await visitorOf(app, who), path, form);

describe('a provider states capacity', () => {
  it('the same for all areas in one step, or area by area', async () => {
    const id = await runningService(app, { ...twoAreas, areaCodes: [...twoAreas.areaCodes] });
    expect((await post('provider-manager', `contracts/${id}/capacity`, { places: 5, expectedWaitDays: 7 })).body.areas).toMatchObject([{ areaCode: 'south-yorkshire', places: 5 }, { areaCode: 'west-yorkshire', places: 5, closesWhenFull: true }]);
    const byArea = { areas: [{ areaCode: 'west-yorkshire', places: 2, weeklyStarts: 1, closesWhenFull: false }] };
    expect((await post('provider-manager', `contracts/${id}/capacity`, byArea)).body.areas).toMatchObject([{ places: 5, expectedWaitDays: 7 }, { places: 2, expectedWaitDays: null, closesWhenFull: false }]);
    expect((await post('provider-manager', `contracts/${id}/capacity`, { areas: [{ areaCode: 'kent', places: 2 }] })).body).toMatchObject({ rule: 'area-not-on-contract' });
    expect((await get('practitioner', `contracts/${id}/capacity`)).body.areas).toHaveLength(2);
  });

  it('on one page, a row for each area, every answer kept when one is wrong', async () => {
    const id = await runningService(app, { ...twoAreas, areaCodes: [...twoAreas.areaCodes] });
    const path = `/contracts/${id}/capacity`;
    const unsaid = await submit('provider-manager', path, { places: '3' });
    expect(unsaid.status).toBe(422);
    expect(unsaid.text).toContain('Select whether it is the same in every area');
    const wrong = await submit('provider-manager', path, { same: 'no', 'places-west-yorkshire': 'many', 'places-south-yorkshire': '4' });
    expect(wrong.text).toContain('Places in West Yorkshire must be a whole number');
    expect(wrong.text).toContain('value="many"');
    const right = await submit('provider-manager', path, { same: 'no', 'places-west-yorkshire': '', 'places-south-yorkshire': '4', 'closesWhenFull-south-yorkshire': 'no' });
    expect(right.status).toBe(303);
    expect((await get('provider-manager', `contracts/${id}/capacity`)).body.areas).toMatchObject([{ places: 4, closesWhenFull: false }, { places: null, closesWhenFull: true }]);
    const shown = (await (await app.as('practitioner')).get(`/contracts/${id}`)).text;
    for (const words of ['South Yorkshire', '4, then people wait', 'No limit', '10 June 2026']) expect(shown).toContain(words);
    const again = (await (await app.as('provider-manager')).get(path)).text;
    expect(again).toMatch(/value="no" checked/);
  });

  it('and what it offers, where, and how', async () => {
    const id = await runningService(app);
    const said = { description: 'Rooms <b>& keys</b>', attendance: ['video', 'phone'], languages: ['Urdu', 'Polish'] };
    expect((await submit('provider-manager', `/contracts/${id}/service`, said)).status).toBe(303);
    const office = { name: 'Leeds', address: '1 High Street\r\nLeeds', latitude: '53.80', longitude: '−1.55' };
    expect((await submit('provider-manager', `/contracts/${id}/offices`, { ...office, longitude: '' })).text).toContain('Enter both latitude and longitude, or neither');
    expect((await submit('provider-manager', `/contracts/${id}/offices`, { ...office, latitude: '80' })).text).toContain('Latitude must be between 49 and 61');
    expect((await submit('provider-manager', `/contracts/${id}/offices`, office)).status).toBe(303);
    const { body } = await get('practitioner', `contracts/${id}/capacity`);
    expect(body).toMatchObject({ description: said.description, attendance: ['phone', 'video'], languages: ['Polish', 'Urdu'], offices: [{ name: 'Leeds', address: '1 High Street\nLeeds', latitude: 53.8, longitude: -1.55 }] });
    expect((await post('provider-manager', `contracts/${id}/offices`, { ...office, address: '1 High Street\nLeeds', latitude: 53.8, longitude: -1.55 })).body).toMatchObject({ rule: 'office-known' });
    for (const _ of [1, 2]) expect((await post('provider-manager', `contracts/${id}/offices/${body.offices[0].id}/remove`)).body.offices).toEqual([]);
    expect((await post('provider-manager', `contracts/${id}/service`, { ...said, languages: ['Klingon'] })).status).toBe(422);
  });
});

describe('what was said long ago', () => {
  const watch = () => app.get(Schedules).run('ask-for-capacity');

  it('is asked for again by a task after fourteen days, once, until it is said', async () => {
    const id = await runningService(app);
    app.clock.set(new Date('2026-06-24T05:20:00Z'));
    await watch();
    expect(await openTasks()).toEqual([]);
    app.clock.set(new Date('2026-06-25T05:20:00Z'));
    await watch();
    const [{ title } = { title: '' }] = await openTasks();
    expect(title).toMatch(/^Say how many places you have on PRJ_/);
    expect((await (await app.as('provider-manager')).get('/tasks')).text).toContain(title);
    app.clock.set(new Date('2026-06-26T05:20:00Z'));
    await watch();
    expect(await openTasks()).toHaveLength(1);
    await app.drain();
    expect(await databaseOf(app).rows(sql`select 1 as one from notifications.message where kind = 'capacity-stale'`)).toHaveLength(1);
    expect((await (await app.as('practitioner')).get(`/contracts/${id}`)).text).toContain('not confirmed for 16 days');
    await post('provider-manager', `contracts/${id}/capacity`, { places: 5 });
    expect(await openTasks()).toEqual([]);
  });

  it('is asked for where nothing was said, and no longer when the contract is over', async () => {
    const id = await runningService(app, { room: null });
    await watch();
    expect(await openTasks()).toHaveLength(1);
    await post('commissioner', `contracts/${id}/end`, { reason: 'It ran its course' });
    expect(await openTasks()).toEqual([]);
  });
});

describe('places', () => {
  it('in use are shown to the provider and its officers, by area', async () => {
    const id = await runningService(app, { areaCodes: ['south-yorkshire', 'west-yorkshire'], room: { places: 3 } });
    await sent(app, id, { areaCode: 'west-yorkshire' });
    await sent(app, id, { areaCode: 'west-yorkshire', crn: 'X222222' });
    const { body } = await get('provider-manager', `contracts/${id}/places`);
    expect(body).toMatchObject([{ areaCode: 'south-yorkshire', places: 3, live: 0, placesFree: 3 }, { areaCode: 'west-yorkshire', places: 3, live: 2, waiting: 2, placesFree: 1, statedOn: '2026-06-10' }]);
    expect((await (await app.as('commissioner')).get(`/contracts/${id}/places`)).text).toContain('West Yorkshire');
    for (const who of ['practitioner', 'rival', 'commissioner2'] as const) expect((await get(who, `contracts/${id}/places`)).status).toBe(403);
  });

  it('of one area are taken once by two who send at once, while another area has its own', async () => {
    const id = await runningService(app, { areaCodes: ['south-yorkshire', 'west-yorkshire'], room: { places: 1 } });
    const both = await Promise.allSettled([sent(app, id, { crn: 'X111111' }), sent(app, id, { crn: 'X222222' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({ rule: 'no-places' });
    await expect(sent(app, id, { crn: 'X333333', areaCode: 'south-yorkshire' })).resolves.toEqual(expect.any(String));
  });

  it('can be exceeded where the provider lets people wait', async () => {
    const id = await runningService(app, { room: { places: 1, closesWhenFull: false } });
    await sent(app, id);
    await expect(sent(app, id, { crn: 'X222222' })).resolves.toEqual(expect.any(String));
  });
});
