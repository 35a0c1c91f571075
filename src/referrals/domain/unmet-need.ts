import type { Day, Month } from '#libs/kernel';
import type { Search, SeenService, Wish } from './service-wishes.js';

/** Why nothing could be found: no service for such a person there, none with the wishes made, all of them full, or none open yet. */
export const unmetReasons = { 'no-service': 'No service', wishes: 'None as wished', full: 'Full', 'opens-later': 'Opens later' } as const;
export type UnmetReason = keyof typeof unmetReasons;

/** Counts of people below this are not shown (DOMAIN: spend and performance). */
export const FEWEST_SHOWN = 10;

/** A need nobody could meet, without the person: where, what for, and what kind of person. */
export interface UnmetNeed {
  readonly areaCode: string;
  readonly regionCode: string;
  readonly categoryCode: string;
  readonly gender: Search['gender'];
  readonly ageBand: string;
  readonly location: Search['location'];
  readonly reason: UnmetReason;
  readonly searchedOn: Day;
}

/** How often a need of a kind went unmet in a month; null for fewer than ten. */
export interface UnmetCount {
  readonly month: Month;
  readonly areaCode: string;
  readonly categoryCode: string;
  readonly count: number | null;
}

/** The age band a need is recorded under, so that nobody can be told by their age. */
export function ageBandOf(age: number): string {
  if (age <= 17) return 'under-18';
  if (age <= 25) return '18-25';
  if (age <= 39) return '26-39';
  return age <= 59 ? '40-59' : '60-and-over';
}

/** Why nothing fits, from how near the services came: the nearest miss speaks. */
export function unmetReason(misses: readonly { readonly seen: SeenService; readonly unmet: readonly Wish[] }[]): UnmetReason {
  const there = misses.filter(({ unmet }) => !unmet.includes('area'));
  const late = there.filter(({ unmet }) => unmet.length === 1 && unmet[0] === 'start');
  if (late.some(({ seen }) => seen.start.why === 'full')) return 'full';
  if (late.length > 0) return 'opens-later';
  return there.some(({ unmet }) => unmet.some((wish) => wish !== 'start')) ? 'wishes' : 'no-service';
}

/** A count as people may see it. */
export function shownCount(count: number): number | null {
  return count < FEWEST_SHOWN ? null : count;
}
