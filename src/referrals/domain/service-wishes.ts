import type { Day } from '#libs/kernel';
import type { Geography } from '../../catalogue/catalogue.public.js';
import type { AttendanceType, ServiceListing, ServiceSearch } from '../../contracts/contracts.public.js';
import { expectedStart, type ExpectedStart } from './expected-start.js';
import { roomIn, type AreaUse, type ServiceRoom } from './room.js';

/** Services made for a group of people. */
export const cohorts = { women: 'Services for women only', 'young-adults': 'Services for young adults (18 to 25)' } as const;
export type ServiceCohort = keyof typeof cohorts;

const OLDEST_YOUNG_ADULT = 25;

/** What a practitioner looks for: what the person is, and wishes that can be given up. */
export interface Search extends ServiceSearch {
  readonly language?: string | null | undefined;
  readonly attendance?: AttendanceType | null | undefined;
  readonly cohort?: ServiceCohort | null | undefined;
  /** Services that open later are wanted too. */
  readonly canWait?: boolean | undefined;
  /** Where the person lives, when they would travel to the area searched: distances are from there. */
  readonly livesIn?: string | null | undefined;
}

/** What may be given up so that something fits. */
export type Wish = 'area' | 'attendance' | 'language' | 'cohort' | 'start';

/** Facts about services and places, read once for a search. */
export interface Surroundings {
  readonly geography: Geography;
  readonly uses: readonly AreaUse[];
  readonly today: Day;
}

/** A service as it looks from one area. */
export interface SeenService {
  readonly service: ServiceListing;
  readonly room: ServiceRoom;
  readonly start: ExpectedStart;
}

/** A service from an area; from everywhere it serves when the area is null. */
export function seenFrom(areaCode: string | null, service: ServiceListing, { geography, uses, today }: Surroundings): SeenService {
  const room = roomIn(service, { areaCode, uses, geography });
  return { service, room, start: expectedStart(room, { today, opensOn: service.referralsFrom }) };
}

/** The wishes a service does not meet, `start` last: it takes no referral today. */
export function unmetWishes({ service, start }: SeenService, search: Search, geography: Geography): Wish[] {
  const misses: readonly (readonly [Wish, boolean])[] = [
    ['area', !geography.find(search.areaCode) || !geography.covers(service.areaCodes, search.areaCode)],
    ['attendance', Boolean(search.attendance) && !service.attendance.some((way) => way === search.attendance)],
    ['language', Boolean(search.language) && !service.languages.some((language) => language === search.language)],
    ['cohort', Boolean(search.cohort) && !isFor(service, search.cohort)],
    ['start', !start.takesNow],
  ];
  return misses.flatMap(([wish, isMissed]) => (isMissed ? [wish] : []));
}

function isFor({ cohort }: ServiceListing, wanted: Search['cohort']): boolean {
  return wanted === 'women' ? !cohort.takesMen : cohort.maximumAge !== null && cohort.maximumAge <= OLDEST_YOUNG_ADULT;
}
