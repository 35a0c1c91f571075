import { ApiProperty } from '@nestjs/swagger';
import type { Day, Month } from '#libs/kernel';
import { attendanceTypes, type AttendanceType } from '../../contracts/contracts.public.js';
import type { AreaRoom } from '../application/places.js';
import type { FoundService } from '../application/service-finder.js';
import { distanceBands, type DistanceBand } from '../domain/distance.js';
import type { ExpectedStart } from '../domain/expected-start.js';
import type { Relaxation } from '../domain/relaxation.js';
import type { Wish } from '../domain/service-wishes.js';
import type { UnmetCount } from '../domain/unmet-need.js';

const reasons = ['full', 'opens-later', 'no-starts', 'not-said'] as const;
const wishes = ['area', 'attendance', 'language', 'cohort', 'start'] as const;

/** A service with its room and expected start now. */
export class ServiceResponse {
  id!: string;
  reference!: string;
  title!: string;
  primeName!: string;
  serviceTypeCode!: string;
  areaCodes!: string[];
  description!: string;
  @ApiProperty({ type: [String], enum: Object.keys(attendanceTypes) }) attendance!: AttendanceType[];
  languages!: string[];
  places!: number | null;
  placesFree!: number | null;
  live!: number;
  weeklyStarts!: number | null;
  expectedWaitDays!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) capacityStatedOn!: Day | null;
  /** Days since the provider said how much room it has, once that is too old to rely on. */
  staleDays!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expectedStartOn!: Day | null;
  takesReferralsNow!: boolean;
  @ApiProperty({ type: String, enum: reasons, nullable: true }) why!: ExpectedStart['why'];
  /** Of the nearest office, from the middle of the area. */
  @ApiProperty({ type: String, enum: Object.keys(distanceBands), nullable: true }) distance!: DistanceBand | null;
}

/** A smaller search that finds something, as query parameters of the list of services. */
export class RelaxationResponse {
  @ApiProperty({ type: [String], enum: wishes }) givesUp!: Wish[];
  count!: number;
  inDays!: number | null;
  areaCode!: string;
  language!: string | null;
  attendance!: string | null;
  cohort!: string | null;
  canWait!: boolean;
}

/** Room in one area of a contract, and what is in use. */
export class PlacesResponse {
  areaCode!: string;
  places!: number | null;
  live!: number;
  waiting!: number;
  placesFree!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) statedOn!: Day | null;
}

/** How often a need went unmet; `count` null stands for fewer than ten. */
export class UnmetNeedResponse {
  @ApiProperty({ type: String, format: 'YYYY-MM' }) month!: Month;
  areaCode!: string;
  categoryCode!: string;
  count!: number | null;
}

/** A found service as the API shows it. */
export function serviceResponse({ service, room, start, distance, staleDays }: FoundService): ServiceResponse {
  const { id, reference, title, primeName, serviceTypeCode, areaCodes, description, attendance, languages } = service;
  const { places = null, weeklyStarts = null, expectedWaitDays = null, statedOn = null } = room.capacity ?? {};
  return {
    ...{ id, reference, title, primeName, serviceTypeCode, areaCodes: [...areaCodes], description, attendance: [...attendance], languages: [...languages] },
    ...{ places, placesFree: room.placesFree, live: room.live, weeklyStarts, expectedWaitDays, capacityStatedOn: statedOn, staleDays },
    ...{ expectedStartOn: start.on, takesReferralsNow: start.takesNow, why: start.why, distance },
  };
}

/** A relaxation as the API shows it. */
export function relaxationResponse({ givesUp, count, inDays, search }: Relaxation): RelaxationResponse {
  const { areaCode, language = null, attendance = null, cohort = null, canWait = false } = search;
  return { givesUp: [...givesUp], count, inDays, areaCode, language, attendance, cohort, canWait };
}

/** Room of an area as the API shows it. */
export function placesResponse({ areaCode, capacity, live, waiting, placesFree }: AreaRoom): PlacesResponse {
  return { areaCode, places: capacity?.places ?? null, live, waiting, placesFree, statedOn: capacity?.statedOn ?? null };
}

/** A count as the API shows it. */
export function unmetNeedResponse({ month, areaCode, categoryCode, count }: UnmetCount): UnmetNeedResponse {
  return { month, areaCode, categoryCode, count };
}
