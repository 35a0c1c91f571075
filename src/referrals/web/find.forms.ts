import { ageOn, InvalidInput, type Day } from '#libs/kernel';
import { Choice, readForm, Text, Whole } from '#libs/web';
import { attendanceTypes, languages, type AttendanceType } from '../../contracts/contracts.public.js';
import type { PersonDetails, PlaceDetails } from '../domain/referral-content.js';
import { cohorts, type Search, type ServiceCohort } from '../domain/service-wishes.js';

/** What to look for before anything is typed: the person, then wishes that can be left out. */
export class FindForm {
  @Choice({ required: 'Select the area where the person lives' }) areaCode!: string;
  @Choice({ required: 'Select what the person needs help with' }) categoryCode!: string;
  @Choice({ required: 'Select the person’s gender', options: ['male', 'female', 'other'] }) gender!: 'male' | 'female' | 'other';
  @Whole({ label: 'Age', required: 'Enter the person’s age', min: 18, max: 120 }) age!: number;
  @Choice({ required: 'Select where the person is', options: ['community', 'custody'] }) location!: 'community' | 'custody';
  @Choice({ label: 'Language', options: languages }) language!: string | null;
  @Choice({ label: 'How the person would take part', options: Object.keys(attendanceTypes) }) attendance!: AttendanceType | null;
  @Choice({ label: 'Kind of service', options: Object.keys(cohorts) }) cohort!: ServiceCohort | null;
  @Choice({ label: 'Waiting', options: ['yes'] }) wait!: 'yes' | null;
  @Choice({ label: 'Area where the person lives' }) livesIn!: string | null;
  @Text({ label: 'Search', max: 100, trim: true }) search!: string | null;
}

/** A read form as the finder takes it. */
export function searchOf({ wait, search: _, ...form }: FindForm): Search {
  return { ...form, canWait: wait === 'yes' };
}

/** The search form filled in with what a referral says of the person; `categoryCode` is what they need first. */
export function searchFor({ areaCode, gender, location, dateOfBirth }: Pick<PersonDetails & PlaceDetails, 'areaCode' | 'gender' | 'location' | 'dateOfBirth'>, categoryCode: string | undefined, today: Day): string {
  const said = { areaCode, ...(categoryCode ? { categoryCode } : {}), gender, age: String(ageOn(dateOfBirth, today)), location, change: 'yes' };
  return `/services?${new URLSearchParams(said).toString()}`;
}

/** A search as the address of its page holds it; what was not asked for is left out. `session` stays the same while a search is changed. */
export function queryOf({ canWait, ...search }: Search, session: string | null): URLSearchParams {
  const said = { ...search, wait: canWait ? 'yes' : null, search: session };
  const pairs = Object.entries(said).flatMap(([name, value]): [string, string][] => (value === null || value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(pairs);
}

/** The search an address carries; null where it carries none that can be read. */
export function searchFormIn(query: Record<string, unknown>): FindForm | null {
  try {
    return readForm(FindForm, query);
  } catch (error) {
    if (error instanceof InvalidInput) return null;
    throw error;
  }
}
