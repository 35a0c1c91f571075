import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRegister, REGISTER_COLUMNS, type RegisterColumn, type RegisterError, type RegisterReading } from './register.js';
import { parseInstant } from './register-cells.js';

const codes = {
  serviceTypes: ['ACC', 'ETE', 'PWB', 'WOS', 'FBD', 'DNR', 'MTR'],
  regions: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'],
  policeAreas: ['dorset', 'gwent', 'kent', 'north-wales', 'devon-and-cornwall'],
};
const sound: Readonly<Record<RegisterColumn, string>> = {
  contract_reference: 'SMP_1',
  contract_type: 'ACC',
  nps_region: 'A',
  pcc_area: '',
  prime_code: 'HARBOUR',
  prime_name: 'Harbour Light',
  subcontractors: '',
  referrals_open_from: '2021-06-26',
  referrals_closed_at: '',
  male: 'True',
  female: 'False',
  min_age: '18',
  max_age: '',
  title: 'Accommodation',
};
type Cells = Partial<Record<RegisterColumn, string>>;

const heading = REGISTER_COLUMNS.join('\t');
const line = (cells: Cells): string => REGISTER_COLUMNS.map((column) => ({ ...sound, ...cells })[column]).join('\t');
const file = (...rows: Cells[]): string => [heading, ...rows.map((cells) => line(cells))].join('\n') + '\n';
const read = (...rows: Cells[]): RegisterReading => readRegister(file(...rows), codes);
const errorsOf = (reading: RegisterReading): readonly RegisterError[] => (reading.ok ? [] : reading.errors);
const columnsAtFault = (cells: Cells): (string | null)[] => errorsOf(read(cells)).map((error) => error.column);

describe('a sound register', () => {
  it('gives one row a contract, with every value read', () => {
    const reading = read({ subcontractors: 'Orchard Skills; Second Shift, CIC', referrals_closed_at: '2024-03-28T23:59:00+00', max_age: '25' });
    expect(reading).toEqual({
      ok: true,
      rows: [
        {
          line: 2,
          reference: 'SMP_1',
          serviceTypeCode: 'ACC',
          publishedType: 'ACC',
          areaCode: 'A',
          primeCode: 'HARBOUR',
          primeName: 'Harbour Light',
          subcontractors: ['Orchard Skills', 'Second Shift, CIC'],
          referralsOpenFrom: '2021-06-26',
          referralsClosedAt: new Date('2024-03-28T23:59:00Z'),
          male: true,
          female: false,
          minAge: 18,
          maxAge: 25,
          title: 'Accommodation',
        },
      ],
    });
  });

  it('may put its columns in any order, start with a byte order mark and end its lines with CRLF', () => {
    const columns = [...REGISTER_COLUMNS].reverse();
    const text = `\uFEFF${columns.join('\t')}\r\n${columns.map((column) => sound[column]).join('\t')}\r\n\r\n`;
    expect(readRegister(text, codes)).toMatchObject({ ok: true, rows: [{ reference: 'SMP_1', title: 'Accommodation' }] });
  });

  it.each([
    ['WSM', 'WOS'],
    ['FBD-SW', 'FBD'],
    ['DNR-Y', 'DNR'],
    ['PWB', 'PWB'],
  ])('reads %s as %s and remembers what was published', (published, serviceTypeCode) => {
    expect(read({ contract_type: published })).toMatchObject({ ok: true, rows: [{ serviceTypeCode, publishedType: published }] });
  });

  it('keeps quotation marks as they are', () => {
    expect(read({ title: '"Women\'s" services' })).toMatchObject({ rows: [{ title: '"Women\'s" services' }] });
  });

  it('the sample the product ships reads as twelve contracts of seven primes', () => {
    const reading = readRegister(readFileSync(new URL('../data/sample-register.tsv', import.meta.url), 'utf8'), codes);
    expect(errorsOf(reading)).toEqual([]);
    const rows = reading.ok ? reading.rows : [];
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map((row) => row.primeCode)).size).toBe(7);
  });
});

describe('a register that is not sound', () => {
  it('is refused whole, with every error by line and column', () => {
    const reading = read(
      {},
      { contract_reference: 'SMP_2', contract_type: 'XYZ', min_age: 'old' },
      { contract_reference: 'SMP_3', referrals_open_from: '2021-02-31' },
    );
    expect(reading).toEqual({
      ok: false,
      errors: [
        { line: 3, column: 'contract_type', message: 'XYZ is not a service type' },
        { line: 3, column: 'min_age', message: 'Must be a whole number of years up to 120' },
        { line: 4, column: 'referrals_open_from', message: 'Must be a real date such as 2021-06-26' },
      ],
    });
  });

  const faults: [string, Cells, RegisterColumn][] = [
    ['a region and a police area at once', { pcc_area: 'dorset' }, 'pcc_area'],
    ['neither a region nor a police area', { nps_region: '' }, 'nps_region'],
    ['a region nobody knows', { nps_region: 'Z' }, 'nps_region'],
    ['a police area nobody knows', { nps_region: '', pcc_area: 'atlantis' }, 'pcc_area'],
    ['no reference', { contract_reference: '' }, 'contract_reference'],
    ['a reference with a space', { contract_reference: 'PRJ 1' }, 'contract_reference'],
    ['no title', { title: '  ' }, 'title'],
    ['a suffix on a type that has none', { contract_type: 'ACC-SW' }, 'contract_type'],
    ['a closing that is no instant', { referrals_closed_at: '2024-03-28' }, 'referrals_closed_at'],
    ['a closing before the opening', { referrals_closed_at: '2021-06-25T12:00:00+00' }, 'referrals_closed_at'],
    ['a truth that is not True or False', { male: 'yes' }, 'male'],
    ['nobody it takes', { male: 'False' }, 'female'],
    ['an oldest age under the youngest', { max_age: '17' }, 'max_age'],
    ['a negative age', { min_age: '-1' }, 'min_age'],
    ['a nameless subcontractor', { subcontractors: 'One;; Two' }, 'subcontractors'],
    ['a prime that is its own subcontractor', { subcontractors: 'Harbour Light' }, 'subcontractors'],
  ];
  it.each(faults)('is told about %s', (_words, cells, column) => expect(columnsAtFault(cells)).toEqual([column]));

  it('is told which line first used a reference', () => {
    expect(errorsOf(read({}, {}))).toEqual([{ line: 3, column: 'contract_reference', message: 'Contract SMP_1 is already on line 2' }]);
  });

  it('is told when one code has two names, or one name two codes', () => {
    const errors = errorsOf(
      read({}, { contract_reference: 'SMP_2', prime_name: 'Harbor Light' }, { contract_reference: 'SMP_3', prime_code: 'HARBOUR_2' }),
    );
    expect(errors).toEqual([
      { line: 3, column: 'prime_name', message: 'HARBOUR is called Harbour Light on line 2' },
      { line: 4, column: 'prime_code', message: 'Harbour Light has the code HARBOUR on line 2' },
    ]);
  });

  it('is told about missing, unknown and repeated columns before any row is read', () => {
    const reading = readRegister(heading.replace('max_age', 'upper_age').replace('title', 'male') + '\n' + line({ min_age: 'x' }), codes);
    expect(errorsOf(reading).map((error) => error.message)).toEqual([
      'Column max_age is missing: add it to the heading row',
      'Column title is missing: add it to the heading row',
      'Column upper_age is not known: remove it, or check its spelling',
      'Column male is there twice: remove one of them',
    ]);
  });

  it('is told about a row with too few columns', () => {
    expect(errorsOf(readRegister(`${heading}\nSMP_1\tACC\n`, codes))).toEqual([
      { line: 2, column: null, message: 'The row has 2 columns and the heading has 14: check for a missing or extra tab' },
    ]);
  });

  it('is told when it is empty, or has no contracts', () => {
    expect(errorsOf(readRegister('', codes))).toEqual([{ line: 1, column: null, message: 'The file is empty' }]);
    expect(errorsOf(readRegister(`${heading}\n`, codes))).toEqual([{ line: 1, column: null, message: 'The file has a heading but no contracts' }]);
  });
});

describe('an instant in a register', () => {
  it.each([
    ['2022-12-01T12:00:00+00', '2022-12-01T12:00:00.000Z'],
    ['2022-07-01T12:00:00+01', '2022-07-01T11:00:00.000Z'],
    ['2022-07-01T00:30:00+01:00', '2022-06-30T23:30:00.000Z'],
    ['2022-12-01 12:00Z', '2022-12-01T12:00:00.000Z'],
  ])('%s is %s', (text, iso) => expect(parseInstant(text)?.toISOString()).toBe(iso));

  it.each(['2022-02-30T12:00:00+00', '2022-12-01T24:00:00+00', '2022-12-01T12:00:00', 'soon'])('%s is none', (text) =>
    expect(parseInstant(text)).toBeNull(),
  );
});

describe('whatever a register holds', () => {
  const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('ACC', 'FBD-SW', 'L', 'dorset', 'True', '18', '2021-06-26', 'HARBOUR', ''));

  it('reading never throws, and gives either every row or at least one error', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 12, maxLength: 15 }), { maxLength: 6 }), (rows) => {
        const text = [heading, ...rows.map((cells) => cells.map((each) => each.replaceAll(/[\t\r\n]/g, ' ')).join('\t'))].join('\n');
        const reading = readRegister(text, codes);
        if (reading.ok) expect(reading.rows.length).toBeGreaterThan(0);
        else expect(reading.errors.length).toBeGreaterThan(0);
      }),
    );
  });

  it('any number of sound contracts with references of their own comes back in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 30 }), (numbers) => {
        const reading = read(...numbers.map((number) => ({ contract_reference: `PRJ_${number}` })));
        expect(reading.ok && reading.rows.map((row) => row.reference)).toEqual(numbers.map((number) => `PRJ_${number}`));
      }),
    );
  });
});
