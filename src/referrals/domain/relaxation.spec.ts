import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { Geography, type Area } from '../../catalogue/catalogue.public.js';
import type { ServiceListing } from '../../contracts/contracts.public.js';
import { bandOf, milesBetween } from './distance.js';
import { expectedStart } from './expected-start.js';
import { relaxations } from './relaxation.js';
import type { Search } from './service-wishes.js';

const today = day('2026-06-10');
const police = (code: string, parentCode: string): Area => ({ code, kind: 'police-area', name: code, parentCode });
const region = (code: string): Area => ({ code, kind: 'region', name: code, parentCode: null });
const geography = new Geography([region('C'), region('G'), police('west-yorkshire', 'C'), police('south-yorkshire', 'C'), police('north-yorkshire', 'C'), police('dorset', 'G')]);
const centres = new Map([
  ['west-yorkshire', { latitude: 53.74, longitude: -1.65 }], ['south-yorkshire', { latitude: 53.45, longitude: -1.35 }],
  ['north-yorkshire', { latitude: 54.0, longitude: -1.3 }], ['dorset', { latitude: 50.75, longitude: -2.05 }],
]);
const cohort = { takesMen: true, takesWomen: true, minimumAge: 18, maximumAge: null, takesCustody: true, takesCommunity: true };
const service = (id: string, change: Partial<ServiceListing> = {}) =>
  ({ id, title: id, areaCodes: ['west-yorkshire'], cohort, referralsFrom: day('2026-01-01'), attendance: ['phone'], languages: [], offices: [], capacities: [], capacity: null, ...change }) as unknown as ServiceListing;
const full = (areaCode: string, expectedWaitDays: number | null) => ({ areaCode, places: 0, weeklyStarts: null, expectedWaitDays, closesWhenFull: true, statedOn: today });
const search: Search = { areaCode: 'west-yorkshire', categoryCode: 'accommodation', gender: 'male', age: 30, location: 'community' };
const relaxed = (services: ServiceListing[], change: Partial<Search> = {}) => relaxations(services, { ...search, ...change }, { geography, centres, uses: [], today });

describe('when nothing fits, the smallest relaxation', () => {
  it('is the area next to it, the nearest first, and says what it finds', () => {
    const found = relaxed([service('far', { areaCodes: ['dorset'] }), service('near', { areaCodes: ['south-yorkshire'] }), service('north', { areaCodes: ['north-yorkshire'] })]);
    expect(found.map(({ givesUp, search: { areaCode }, count }) => [givesUp, areaCode, count])).toEqual([[['area'], 'north-yorkshire', 1], [['area'], 'south-yorkshire', 1]]);
    expect(found[0]?.search.livesIn).toBe('west-yorkshire');
  });

  it('leaves out an area that offers no more than a nearer one', () => {
    expect(relaxed([service('both', { areaCodes: ['south-yorkshire', 'north-yorkshire'] })]).map(({ search: { areaCode } }) => areaCode)).toEqual(['north-yorkshire']);
  });

  it('is one wish of several, each on its own', () => {
    const services = [service('speaks', { languages: ['Polish'] }), service('sees', { attendance: ['video'] })];
    const found = relaxed(services, { language: 'Polish', attendance: 'video' });
    expect(found.map(({ givesUp, count }) => [givesUp, count])).toEqual([[['attendance'], 1], [['language'], 1]]);
    expect(found[0]?.search).toMatchObject({ language: 'Polish' });
    expect(found[0]?.search.attendance).toBeUndefined();
  });

  it('is to wait, so many days, for a service that is full or opens later', () => {
    expect(relaxed([service('full', { capacities: [full('west-yorkshire', 9)] })])).toMatchObject([{ givesUp: ['start'], inDays: 9, count: 1, search: { canWait: true } }]);
    expect(relaxed([service('new', { referralsFrom: day('2026-06-15'), capacities: [{ ...full('west-yorkshire', 2), places: 5 }] })])).toMatchObject([{ givesUp: ['start'], inDays: 7 }]);
    expect(relaxed([service('silent', { capacities: [full('west-yorkshire', null)] })])).toEqual([]);
  });

  it('is two wishes only where no single one helps', () => {
    expect(relaxed([service('women', { areaCodes: ['south-yorkshire'] })], { cohort: 'women' }).map(({ givesUp }) => givesUp)).toEqual([['cohort', 'area']]);
  });

  it('is nothing where there is nothing', () => expect(relaxed([])).toEqual([]));
});

describe('the expected start', () => {
  const room = (change: object, counts: { live?: number; waiting?: number } = {}) => {
    const capacity = { places: 10, weeklyStarts: 2, expectedWaitDays: 3, closesWhenFull: true, statedOn: today, ...change };
    const live = counts.live ?? 0;
    return { capacity, live, waiting: counts.waiting ?? 0, placesFree: capacity.places - live, limit: capacity.closesWhenFull ? capacity.places : null };
  };
  const start = (change: object, counts = {}) => expectedStart(room(change, counts), { today, opensOn: day('2026-01-01') });

  it('is the wait its provider stated', () => expect(start({})).toEqual({ on: '2026-06-13', takesNow: true, why: null }));
  it('is later when those who wait take more weeks than that', () => expect(start({}, { live: 5, waiting: 5 }).on).toBe('2026-06-24'));
  it('counts those beyond the places where people wait', () => expect(start({ closesWhenFull: false }, { live: 13 })).toMatchObject({ on: '2026-06-24', takesNow: true }));
  it('is not now when it is full', () => expect(start({}, { live: 10 })).toMatchObject({ takesNow: false, why: 'full' }));
  it('is unknown when nobody starts or nobody said', () => {
    expect(start({ weeklyStarts: 0 })).toEqual({ on: null, takesNow: true, why: 'no-starts' });
    expect(start({ weeklyStarts: null, expectedWaitDays: null })).toEqual({ on: null, takesNow: true, why: 'not-said' });
  });
});

describe('distance', () => {
  it('from Leeds to Manchester is about 36 miles', () => expect(Math.round(milesBetween({ latitude: 53.8, longitude: -1.55 }, { latitude: 53.48, longitude: -2.24 }))).toBe(36));
  it('is told in bands', () => expect([4.9, 5, 15, 30].map(bandOf)).toEqual(['under-5', '5-to-15', '15-to-30', 'over-30']));
});
