import { daysBetween } from '#libs/kernel';
import type { Geography, Point } from '../../catalogue/catalogue.public.js';
import type { ServiceListing } from '../../contracts/contracts.public.js';
import { milesBetween } from './distance.js';
import { seenFrom, unmetWishes, type Search, type SeenService, type Surroundings, type Wish } from './service-wishes.js';

/** Farther than this, between the middles of two areas, nobody is sent unless they share a region. */
const NEAR_MILES = 50;
const MOST_AREAS = 3;

/** A smaller search that finds something: what is given up, the search itself, and how many services it finds. */
export interface Relaxation {
  readonly givesUp: readonly Wish[];
  readonly search: Search;
  readonly count: number;
  /** Days until the first of them could start, where waiting is what is given up. */
  readonly inDays: number | null;
}

/** What relaxing needs besides: the middles of areas, to find the near ones. */
export interface Nearby extends Surroundings {
  readonly centres: ReadonlyMap<string, Point>;
}

/** The smallest relaxations of a search that find something: one wish at a time, then two, and so on. Never what the person is. */
export function relaxations(services: readonly ServiceListing[], search: Search, nearby: Nearby): Relaxation[] {
  const wishes = wishesOf(search);
  for (let size = 1; size <= wishes.length; size += 1) {
    const found = chosen(wishes, size).flatMap((givesUp) => (givesUp.includes('area') ? elsewhere(services, { search, givesUp }, nearby) : here(services, { search, givesUp }, nearby)));
    if (found.length > 0) return found.sort((left, right) => (left.inDays ?? 0) - (right.inDays ?? 0));
  }
  return [];
}

/** The search without some of its wishes. */
interface Attempt {
  readonly search: Search;
  readonly givesUp: readonly Wish[];
}

function here(services: readonly ServiceListing[], { search, givesUp }: Attempt, nearby: Surroundings): Relaxation[] {
  const relaxed = without(search, givesUp);
  const found = services.map((service) => seenFrom(search.areaCode, service, nearby)).filter((seen) => fits(seen, relaxed, givesUp.includes('start'), nearby.geography));
  return found.length > 0 ? [{ givesUp, search: relaxed, count: found.length, inDays: givesUp.includes('start') ? firstDays(found, nearby) : null }] : [];
}

/** The same from the nearest other areas; one whose services a nearer one offers already is left out. */
function elsewhere(services: readonly ServiceListing[], attempt: Attempt, nearby: Nearby): Relaxation[] {
  const known = new Set<string>();
  const offered: Relaxation[] = [];
  for (const areaCode of nearAreas(attempt.search.areaCode, nearby)) {
    const search = { ...attempt.search, areaCode, livesIn: attempt.search.livesIn ?? attempt.search.areaCode };
    const relaxed = without(search, attempt.givesUp);
    const ids = services.filter((service) => fits(seenFrom(areaCode, service, nearby), relaxed, attempt.givesUp.includes('start'), nearby.geography)).map(({ id }) => id);
    if (offered.length < MOST_AREAS && ids.some((id) => !known.has(id))) offered.push(...here(services, { ...attempt, search }, nearby));
    for (const id of ids) known.add(id);
  }
  return offered;
}

/** Other areas of the same kind in the same region or near, the nearest first. */
function nearAreas(areaCode: string, { geography, centres }: Nearby): string[] {
  const home = geography.find(areaCode);
  const from = centres.get(areaCode);
  if (!home) return [];
  const lineage = geography.lineage(areaCode).map(({ code }) => code);
  const apart = (code: string) => {
    const to = centres.get(code);
    return from && to ? milesBetween(from, to) : Infinity;
  };
  const others = geography.areas.filter((area) => area.kind !== 'region' && !lineage.includes(area.code) && !geography.covers([areaCode], area.code) && (area.kind === home.kind || area.kind === 'police-area'));
  return others
    .map(({ code }) => ({ code, miles: apart(code), isSameRegion: geography.regionOf(code).code === geography.regionOf(areaCode).code }))
    .filter(({ miles, isSameRegion }) => isSameRegion || miles <= NEAR_MILES)
    .sort((left, right) => left.miles - right.miles || left.code.localeCompare(right.code))
    .map(({ code }) => code);
}

function fits(seen: SeenService, search: Search, canWait: boolean, geography: Geography): boolean {
  const unmet = unmetWishes(seen, search, geography);
  return unmet.length === 0 || (canWait && unmet.length === 1 && unmet[0] === 'start' && seen.start.on !== null);
}

function firstDays(found: readonly SeenService[], { today }: Surroundings): number | null {
  const days = found.flatMap(({ start }) => (start.on === null ? [] : [daysBetween(today, start.on)]));
  return days.length > 0 ? Math.min(...days) : null;
}

function without(search: Search, givesUp: readonly Wish[]): Search {
  const { language, attendance, cohort, canWait, ...who } = search;
  return {
    ...who,
    ...(language && !givesUp.includes('language') ? { language } : {}),
    ...(attendance && !givesUp.includes('attendance') ? { attendance } : {}),
    ...(cohort && !givesUp.includes('cohort') ? { cohort } : {}),
    ...(canWait || givesUp.includes('start') ? { canWait: true } : {}),
  };
}

function wishesOf({ attendance, language, cohort }: Search): Wish[] {
  return ['start', ...(attendance ? (['attendance'] as const) : []), ...(language ? (['language'] as const) : []), ...(cohort ? (['cohort'] as const) : []), 'area'];
}

/** Every choice of so many wishes, in the order they are listed. */
function chosen(wishes: readonly Wish[], size: number): Wish[][] {
  if (size === 0) return [[]];
  return wishes.flatMap((wish, index) => chosen(wishes.slice(index + 1), size - 1).map((rest) => [wish, ...rest]));
}
