import { ensure, type Decision } from '#libs/kernel';
import { attendanceTypes, type AttendanceType, type ServiceOffice } from '../contracts.public.js';
import { ensureRuns, type Contract } from './contract.js';
import { languages } from './languages.js';

const MOST_OFFICES = 20;

/** What a provider tells practitioners about its service. */
export interface ServiceDescription {
  readonly description: string;
  readonly attendance: readonly AttendanceType[];
  readonly languages: readonly string[];
}

/** A place the service works from; latitude and longitude in degrees, or neither. */
export interface Office extends ServiceOffice {
  readonly contractId: string;
}

/** The prime says what it offers. Throws RuleBroken `not-now`. */
export function describeService(contract: Contract, said: ServiceDescription): Decision<Contract> {
  ensureRuns(contract, 'A service is described while its contract is being prepared or runs');
  const inOrder = languages.filter((language) => said.languages.includes(language));
  const ways = (Object.keys(attendanceTypes) as AttendanceType[]).filter((way) => said.attendance.includes(way));
  return { changes: { description: said.description, attendance: ways, languages: inOrder } };
}

/** Adds a place the service works from. Throws RuleBroken `not-now`, `too-many-offices`, `office-known`, `place-incomplete` or `place-elsewhere`. */
export function addOffice(contract: Contract, added: Office, known: readonly Office[]): Decision<Contract> {
  const { name, address, latitude, longitude } = added;
  ensureRuns(contract, 'A service is described while its contract is being prepared or runs');
  ensure(!known.some((office) => office.name === name && office.address === address), 'office-known', 'This office is already listed', 'name');
  ensure(known.length < MOST_OFFICES, 'too-many-offices', `A service lists at most ${MOST_OFFICES} offices`);
  ensure((latitude === null) === (longitude === null), 'place-incomplete', 'Enter both latitude and longitude, or neither', latitude === null ? 'latitude' : 'longitude');
  ensure(latitude === null || (latitude >= 49 && latitude <= 61), 'place-elsewhere', 'Latitude must be between 49 and 61', 'latitude');
  ensure(longitude === null || (longitude >= -9 && longitude <= 3), 'place-elsewhere', 'Longitude must be between −9 and 3', 'longitude');
  return { children: [{ child: 'offices', insert: [added] }] };
}

/** Takes an office off the list; decides nothing when it is gone already. Throws RuleBroken `not-now`. */
export function removeOffice(contract: Contract, officeId: string, known: readonly Office[]): Decision<Contract> {
  ensureRuns(contract, 'A service is described while its contract is being prepared or runs');
  return known.some(({ id }) => id === officeId) ? { children: [{ child: 'offices', remove: [officeId] }] } : {};
}
