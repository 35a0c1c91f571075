import { parse, type Info } from 'csv-parse/sync';
import type { Day } from '#libs/kernel';
import { cellReaders, REGISTER_COLUMNS, type Cell, type RegisterCodes, type RegisterColumn } from './register-cells.js';

export { REGISTER_COLUMNS, type RegisterCodes, type RegisterColumn } from './register-cells.js';

/** One contract of a register, ready for import. `line` is its line in the file (the heading is 1); `publishedType` keeps the local variant. */
export interface RegisterRow {
  readonly line: number;
  readonly reference: string;
  readonly serviceTypeCode: string;
  readonly publishedType: string;
  readonly areaCode: string;
  readonly primeCode: string;
  readonly primeName: string;
  readonly subcontractors: readonly string[];
  readonly referralsOpenFrom: Day;
  readonly referralsClosedAt: Date | null;
  readonly male: boolean;
  readonly female: boolean;
  readonly minAge: number;
  readonly maxAge: number | null;
  readonly title: string;
}

/** One thing wrong with a register: the line in the file, the column where one is to blame, and what to do about it. */
export interface RegisterError {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}

/** What reading a register gives: every row, or every error and no row. */
export type RegisterReading =
  { readonly ok: true; readonly rows: readonly RegisterRow[] } | { readonly ok: false; readonly errors: readonly RegisterError[] };

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Reads a register: tab-separated UTF-8 text with a heading line. All errors are reported and no row is returned unless every row is well. */
export function readRegister(text: string, codes: RegisterCodes): RegisterReading {
  const [heading, ...lines] = linesOf(text);
  if (!heading) return { ok: false, errors: [{ line: 1, column: null, message: 'The file is empty' }] };
  const headingErrors = checkHeading(heading);
  if (headingErrors.length > 0) return { ok: false, errors: headingErrors };
  if (lines.length === 0) return { ok: false, errors: [{ line: heading.number, column: null, message: 'The file has a heading but no contracts' }] };

  const errors: RegisterError[] = [];
  const rows = lines.flatMap((line) => readLine(line, heading.cells, codes, errors) ?? []);
  errors.push(...repeatedReferences(lines, heading.cells), ...namesAtOdds(lines, heading.cells));
  errors.sort((a, b) => a.line - b.line || heading.cells.indexOf(a.column ?? '') - heading.cells.indexOf(b.column ?? ''));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, rows };
}

function linesOf(text: string): Line[] {
  const options = { delimiter: '\t', quote: false, escape: null, bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
  const records = parse(text, options) as unknown as readonly { readonly record: string[]; readonly info: Info }[];
  return records.map(({ record, info }) => ({ number: info.lines, cells: record.map((cell) => cell.trim()) }));
}

function checkHeading(heading: Line): RegisterError[] {
  const at = (column: string | null, message: string): RegisterError => ({ line: heading.number, column, message });
  const known: readonly string[] = REGISTER_COLUMNS;
  const repeated = heading.cells.filter((cell, index) => heading.cells.indexOf(cell) !== index);
  return [
    ...REGISTER_COLUMNS.filter((column) => !heading.cells.includes(column)).map((column) => at(column, `Column ${column} is missing: add it to the heading row`)),
    ...heading.cells.filter((cell) => !known.includes(cell)).map((cell) => at(cell, cell ? `Column ${cell} is not known: remove it, or check its spelling` : 'A column has no name: give it one, or remove it')),
    ...repeated.filter((cell) => known.includes(cell)).map((cell) => at(cell, `Column ${cell} is there twice: remove one of them`)),
  ];
}

function readLine(line: Line, heading: readonly string[], codes: RegisterCodes, errors: RegisterError[]): RegisterRow | null {
  if (line.cells.length !== heading.length) {
    errors.push({ line: line.number, column: null, message: `The row has ${line.cells.length} columns and the heading has ${heading.length}: check for a missing or extra tab` });
    return null;
  }
  const before = errors.length;
  const cell: Cell = {
    text: (column) => cellIn(line, heading, column),
    wrong: (column, message) => void errors.push({ line: line.number, column, message }),
  };
  const read = cellReaders(cell, codes);
  const type = read.type();
  const row: RegisterRow = {
    line: line.number,
    reference: read.reference(),
    serviceTypeCode: type.serviceTypeCode,
    publishedType: type.publishedType,
    areaCode: read.area(),
    primeCode: read.primeCode(),
    primeName: read.required('prime_name', 200),
    subcontractors: read.subcontractors(),
    ...read.referralDates(),
    ...read.genders(),
    ...read.ages(),
    title: read.required('title', 300),
  };
  return errors.length === before ? row : null;
}

function cellIn(line: Line, heading: readonly string[], column: RegisterColumn): string {
  return line.cells[heading.indexOf(column)] ?? '';
}

function repeatedReferences(lines: readonly Line[], heading: readonly string[]): RegisterError[] {
  const first = new Map<string, number>();
  return lines.flatMap((line) => {
    const reference = cellIn(line, heading, 'contract_reference');
    const earlier = first.get(reference);
    if (earlier === undefined) first.set(reference, line.number);
    if (!reference || earlier === undefined) return [];
    return { line: line.number, column: 'contract_reference', message: `Contract ${reference} is already on line ${earlier}` };
  });
}

/** A prime's code and its name belong together throughout the file, in both directions. */
function namesAtOdds(lines: readonly Line[], heading: readonly string[]): RegisterError[] {
  const nameOf = new Map<string, Line>();
  const codeOf = new Map<string, Line>();
  return lines.flatMap((line) => {
    const code = cellIn(line, heading, 'prime_code');
    const name = cellIn(line, heading, 'prime_name');
    if (!code || !name) return [];
    const sameCode = nameOf.get(code) ?? line;
    const sameName = codeOf.get(name) ?? line;
    nameOf.set(code, sameCode);
    codeOf.set(name, sameName);
    const otherName = cellIn(sameCode, heading, 'prime_name');
    if (otherName !== name) return { line: line.number, column: 'prime_name', message: `${code} is called ${otherName} on line ${sameCode.number}` };
    const otherCode = cellIn(sameName, heading, 'prime_code');
    if (otherCode !== code)
      return { line: line.number, column: 'prime_code', message: `${name} has the code ${otherCode} on line ${sameName.number}` };
    return [];
  });
}
