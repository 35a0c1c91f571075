import { day, dayOf, parseDay, type Day } from '#libs/kernel';

/** Codes a register may use: facts from the catalogue. */
export interface RegisterCodes {
  readonly serviceTypes: readonly string[];
  readonly regions: readonly string[];
  readonly policeAreas: readonly string[];
}

/** The columns of a register, in the order it is published; a file may put them in any order. */
export const REGISTER_COLUMNS = [
  'contract_reference',
  'contract_type',
  'nps_region',
  'pcc_area',
  'prime_code',
  'prime_name',
  'subcontractors',
  'referrals_open_from',
  'referrals_closed_at',
  'male',
  'female',
  'min_age',
  'max_age',
  'title',
] as const;

/** The name of one column of a register. */
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number];

/** One row's cells: their text by column, and where to say what is wrong. */
export interface Cell {
  text(column: RegisterColumn): string;
  wrong(column: RegisterColumn, message: string): void;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(?:Z|([+-])(\d{2})(?::?(\d{2}))?)$/;
const LOCAL_VARIANT = /^(FBD|DNR)-[A-Z]{1,3}$/;
const NOWHEN: Day = day('1900-01-01'); // stands in for a date that could not be read: its row is never returned
const OLDEST = 120;

/** The service type that a published type is a local variant of: WSM is WOS; FBD-… and DNR-… lose their suffix (register README). */
export function normalisedType(published: string): string {
  if (published === 'WSM') return 'WOS';
  return LOCAL_VARIANT.exec(published)?.[1] ?? published;
}

/** Reads `2022-12-01T12:00:00+00` (offset in hours, or hours and minutes, or Z), or answers null. */
export function parseInstant(text: string): Date | null {
  const match = INSTANT.exec(text);
  if (!match || !parseDay(match[1] ?? '')) return null;
  const [hours, minutes, seconds, offsetHours, offsetMinutes] = [match[2], match[3], match[4], match[6], match[7]].map((part) =>
    Number(part ?? 0),
  ) as [number, number, number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59 || offsetHours > 14 || offsetMinutes > 59) return null;
  const offset = (match[5] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  return new Date(Date.parse(`${match[1]}T00:00:00Z`) + ((hours * 60 + minutes - offset) * 60 + seconds) * 1000);
}

/** Readers of each cell of one row; a cell that cannot be read is reported and answered with a stand-in. */
export function cellReaders(cell: Cell, codes: RegisterCodes) {
  return {
    required: (column: RegisterColumn, most: number) => required(cell, column, most),
    reference: () => code(cell, 'contract_reference'),
    primeCode: () => code(cell, 'prime_code'),
    type: () => type(cell, codes),
    area: () => area(cell, codes),
    subcontractors: () => subcontractors(cell),
    referralDates: () => referralDates(cell),
    genders: () => genders(cell),
    ages: () => ages(cell),
  };
}

function required(cell: Cell, column: RegisterColumn, most: number): string {
  const text = cell.text(column);
  if (!text) cell.wrong(column, 'Must not be empty');
  else if (text.includes('\0')) cell.wrong(column, 'Contains a hidden character we cannot store: type this again');
  else if (text.length > most) cell.wrong(column, `Must be ${most} characters or fewer`);
  return text;
}

function code(cell: Cell, column: 'contract_reference' | 'prime_code'): string {
  const text = required(cell, column, 40);
  if (text && !/^[A-Z0-9][A-Z0-9_-]*$/.test(text)) cell.wrong(column, 'Must be capital letters, digits, hyphens and underscores only');
  return text;
}

function type(cell: Cell, codes: RegisterCodes): { serviceTypeCode: string; publishedType: string } {
  const publishedType = required(cell, 'contract_type', 20);
  const serviceTypeCode = normalisedType(publishedType);
  if (publishedType && !codes.serviceTypes.includes(serviceTypeCode)) cell.wrong('contract_type', `${publishedType} is not a service type`);
  return { serviceTypeCode, publishedType };
}

function area(cell: Cell, codes: RegisterCodes): string {
  const region = cell.text('nps_region');
  const policeArea = cell.text('pcc_area');
  if (region && policeArea) cell.wrong('pcc_area', 'Give a region or a police area, not both');
  else if (!region && !policeArea) cell.wrong('nps_region', 'Give a region or a police area');
  if (region && !codes.regions.includes(region)) cell.wrong('nps_region', `${region} is not a region`);
  if (policeArea && !codes.policeAreas.includes(policeArea)) cell.wrong('pcc_area', `${policeArea} is not a police area`);
  return region || policeArea;
}

function subcontractors(cell: Cell): readonly string[] {
  const text = cell.text('subcontractors');
  if (!text) return [];
  const names = text.split(';').map((name) => name.trim());
  if (names.includes('')) cell.wrong('subcontractors', 'A name is missing between semicolons');
  if (names.some((name) => name.length > 200)) cell.wrong('subcontractors', 'A name must be 200 characters or fewer');
  if (text.includes('\0')) cell.wrong('subcontractors', 'Contains a hidden character we cannot store: type this again');
  const repeated = names.find((name, index) => name && names.indexOf(name) !== index);
  if (repeated) cell.wrong('subcontractors', `${repeated} is there twice`);
  if (names.includes(cell.text('prime_name'))) cell.wrong('subcontractors', 'The lead provider cannot be its own subcontractor');
  return names;
}

function referralDates(cell: Cell): { referralsOpenFrom: Day; referralsClosedAt: Date | null } {
  const openFrom = parseDay(cell.text('referrals_open_from'));
  if (!openFrom) cell.wrong('referrals_open_from', 'Must be a real date such as 2021-06-26');
  const closed = cell.text('referrals_closed_at');
  const closedAt = closed ? parseInstant(closed) : null;
  if (closed && !closedAt) cell.wrong('referrals_closed_at', 'Must be a real date and time such as 2024-03-28T23:59:00+00, or empty');
  if (openFrom && closedAt && dayOf(closedAt) < openFrom) cell.wrong('referrals_closed_at', 'Must not be before referrals_open_from');
  return { referralsOpenFrom: openFrom ?? NOWHEN, referralsClosedAt: closedAt };
}

function genders(cell: Cell): { male: boolean; female: boolean } {
  const male = truth(cell, 'male');
  const female = truth(cell, 'female');
  if (male === false && female === false) cell.wrong('female', 'The service must take men, women or both');
  return { male: male === true, female: female === true };
}

function truth(cell: Cell, column: 'male' | 'female'): boolean | null {
  const text = cell.text(column);
  if (text === 'True' || text === 'False') return text === 'True';
  cell.wrong(column, 'Must be True or False');
  return null;
}

function ages(cell: Cell): { minAge: number; maxAge: number | null } {
  const minAge = age(cell, 'min_age');
  const maxAge = cell.text('max_age') ? age(cell, 'max_age') : null;
  if (minAge !== null && maxAge !== null && maxAge < minAge) cell.wrong('max_age', 'Must not be lower than min_age');
  return { minAge: minAge ?? 0, maxAge };
}

function age(cell: Cell, column: 'min_age' | 'max_age'): number | null {
  const text = cell.text(column);
  if (/^\d{1,3}$/.test(text) && Number(text) <= OLDEST) return Number(text);
  cell.wrong(column, `Must be a whole number of years up to ${OLDEST}`);
  return null;
}
