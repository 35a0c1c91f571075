import { parse, type Info } from 'csv-parse/sync';
import { dayFrom, parseDay, RuleBroken, type Day } from '#libs/kernel';
import { personName, type StaffDetails, type StaffMember } from './staff-member.js';
import type { VettingLevel } from './vetting.js';

/** The columns of a staff file, in the order of the template; a file may put them in any order. */
export const STAFF_COLUMNS = ['name', 'date_of_birth', 'role_title', 'email', 'vetting_level', 'vetting_expires_on'] as const;
export type StaffColumn = (typeof STAFF_COLUMNS)[number];

/** Most people in one file. */
export const MOST_STAFF_ROWS = 5_000;

/** One person of a file. `line` is its line there; the heading is 1. */
export interface StaffRow extends Omit<StaffDetails, 'userId'> {
  readonly line: number;
}

/** One thing wrong with a file: the line, the column where one is to blame, and what to do about it. */
export interface StaffFileError {
  readonly line: number;
  readonly column: StaffColumn | null;
  readonly message: string;
}

/** What reading a file gives: every row that can be read, and everything wrong with the others. */
export interface StaffReading {
  readonly rows: readonly StaffRow[];
  readonly errors: readonly StaffFileError[];
}

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/** One line's cells: their text by column, and where to say what is wrong. */
interface Cells {
  text(column: StaffColumn): string;
  wrong(column: StaffColumn, message: string): void;
}

const columnOf: Readonly<Record<string, StaffColumn>> = {
  name: 'name', dateOfBirth: 'date_of_birth', roleTitle: 'role_title', email: 'email', vettingLevel: 'vetting_level', vettingExpiresOn: 'vetting_expires_on',
};
const NO_DAY = '1900-01-01' as Day; // stands in for a date that could not be read: its row is never returned

/** Reads a staff file: comma-, semicolon- or tab-separated text with a heading line. Reports everything that is wrong. */
export function readStaffFile(text: string, levels: readonly VettingLevel[]): StaffReading {
  const lines = linesOf(text);
  if (!Array.isArray(lines)) return { rows: [], errors: [lines] };
  const [heading, ...people] = lines;
  const refused = (line: number, message: string): StaffReading => ({ rows: [], errors: [{ line, column: null, message }] });
  if (!heading) return refused(1, 'The file is empty');
  const names = heading.cells.map((cell) => cell.toLowerCase().replaceAll(/[\s-]+/g, '_'));
  const errors = headingErrors(heading.number, names);
  if (errors.length > 0) return { rows: [], errors };
  if (people.length === 0) return refused(heading.number, 'The file has a heading but nobody in it');
  if (people.length > MOST_STAFF_ROWS) return refused(heading.number, `The file has more than ${MOST_STAFF_ROWS} people: split it`);
  const rows = people.flatMap((line) => readLine(line, names, { levels, errors }) ?? []);
  errors.push(...repeated(rows));
  return { rows, errors };
}

/** The person on the register a row is about: the same e-mail address, else the same name and date of birth. */
export function memberOf<Member extends Pick<StaffMember, 'email' | 'matchName' | 'dateOfBirth'>>(row: StaffRow, register: readonly Member[]): Member | undefined {
  const byPerson = register.find((each) => each.matchName === personName(row.name) && each.dateOfBirth === row.dateOfBirth);
  return register.find((each) => row.email !== null && each.email === row.email) ?? byPerson;
}

/** A broken rule as an error of the row that broke it; anything else is thrown on. */
export function asRowError(row: StaffRow, error: unknown): StaffFileError {
  if (!(error instanceof RuleBroken)) throw error;
  return { line: row.line, column: columnOf[error.field ?? ''] ?? null, message: error.message };
}

function linesOf(text: string): Line[] | StaffFileError {
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = ['\t', ';'].find((each) => first.includes(each)) ?? ',';
  const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true, relax_quotes: true } as const;
  try {
    const records = parse(text, options) as unknown as readonly { readonly record: string[]; readonly info: Info }[];
    const lines = records.map(({ record, info }) => ({ number: info.lines, cells: record.map((cell) => cell.trim()) }));
    return lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    const at = (error as { lines?: number }).lines ?? 1;
    return { line: at, column: null, message: 'A quotation mark is opened and not closed: add the closing mark, or delete the first one' };
  }
}

function headingErrors(line: number, names: readonly string[]): StaffFileError[] {
  const known: readonly string[] = STAFF_COLUMNS;
  const missing = STAFF_COLUMNS.filter((column) => !names.includes(column)).map((column) => ({ line, column, message: `Column ${column} is missing: add it to the heading row` }));
  const strange = names.filter((name) => !known.includes(name)).map((name) => ({ line, column: null, message: name ? `Column ${name} is not known: remove it, or check its spelling` : 'A column has no name: give it one, or remove it' }));
  const twice = STAFF_COLUMNS.filter((column) => names.filter((name) => name === column).length > 1).map((column) => ({ line, column, message: `Column ${column} is there twice: remove one of them` }));
  return [...missing, ...strange, ...twice];
}

function readLine(line: Line, names: readonly string[], { levels, errors }: { readonly levels: readonly VettingLevel[]; readonly errors: StaffFileError[] }): StaffRow | null {
  if (line.cells.length > names.length && line.cells.slice(names.length).some((cell) => cell !== '')) {
    errors.push({ line: line.number, column: null, message: `The row has ${line.cells.length} columns and the heading has ${names.length}: check for a missing or extra comma` });
    return null;
  }
  const before = errors.length;
  const cells: Cells = {
    text: (column) => line.cells[names.indexOf(column)] ?? '',
    wrong: (column, message) => void errors.push({ line: line.number, column, message }),
  };
  const row: StaffRow = {
    line: line.number,
    name: required(cells, 'name', 200),
    dateOfBirth: dayIn(cells, 'date_of_birth', true) ?? NO_DAY,
    roleTitle: required(cells, 'role_title', 200),
    email: emailIn(cells),
    vettingLevel: levelIn(cells, levels),
    vettingExpiresOn: dayIn(cells, 'vetting_expires_on', false),
  };
  return errors.length === before ? row : null;
}

function required(cells: Cells, column: StaffColumn, most: number): string {
  const text = cells.text(column);
  if (!text) cells.wrong(column, 'Must not be empty');
  else if (text.includes('\0')) cells.wrong(column, 'Contains a hidden character we cannot store: type this again');
  else if ([...text].length > most) cells.wrong(column, `Must be ${most} characters or fewer`);
  return text;
}

function dayIn(cells: Cells, column: StaffColumn, isRequired: boolean): Day | null {
  const text = cells.text(column);
  if (!text) {
    if (isRequired) cells.wrong(column, 'Must not be empty');
    return null;
  }
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const read = british ? dayFrom(Number(british[3]), Number(british[2]), Number(british[1])) : parseDay(text);
  if (!read) cells.wrong(column, 'Must be a real date, like 1990-03-27 or 27/3/1990');
  return read;
}

function emailIn(cells: Cells): string | null {
  const text = cells.text('email').toLowerCase();
  if (text && (text.length > 254 || !/^[^\s@\0]+@[^\s@.\0]+(\.[^\s@.\0]+)+$/.test(text))) cells.wrong('email', 'Must be an email address, like name@example.com, or empty');
  return text || null;
}

/** A level by its code or by its name, however it is capitalised. */
function levelIn(cells: Cells, levels: readonly VettingLevel[]): string {
  const text = cells.text('vetting_level').toLowerCase();
  const level = levels.find((each) => each.code === text || each.name.toLowerCase() === text);
  if (!level) cells.wrong('vetting_level', `Must be one of ${levels.map(({ code }) => code).join(', ')}`);
  return level?.code ?? text;
}

function repeated(rows: readonly StaffRow[]): StaffFileError[] {
  const firstWith = new Map<string, number>();
  const again = (key: string, line: number): number | undefined => {
    const earlier = firstWith.get(key);
    if (earlier === undefined) firstWith.set(key, line);
    return earlier;
  };
  return rows.flatMap((row): StaffFileError[] => {
    const email = row.email ? again(`email ${row.email}`, row.line) : undefined;
    const person = again(`person ${personName(row.name)} ${row.dateOfBirth}`, row.line);
    return [
      ...(email === undefined ? [] : [{ line: row.line, column: 'email' as const, message: `This email address is already on line ${email}` }]),
      ...(person === undefined ? [] : [{ line: row.line, column: 'name' as const, message: `This person is already on line ${person}` }]),
    ];
  });
}
