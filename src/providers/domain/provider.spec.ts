import { describe, expect, it } from '@jest/globals';
import { ruleOf } from '../../../test/support/rules.js';
import { bandArithmetic, bandName, largestContract } from './financial-band.js';
import { comparableName, ensureMayRegister, type ProviderDetails } from './provider.js';
import { charityNumber, registerNumber } from './register-number.js';

const free = { nameTaken: false, isListed: false, companyNumberTaken: false, charityNumberTaken: false };
const harbour: ProviderDetails = {
  name: 'Harbour Lane Trust', legalForm: 'guarantee-company', companyNumber: '01234567', charityNumber: '1123456', size: 'small', isVcse: true, turnoverPence: 900_000_00,
};

function ruleAgainst(change: Partial<ProviderDetails>, facts: Partial<typeof free> = {}): string | null {
  return ruleOf(() => ensureMayRegister({ ...harbour, ...change }, { ...free, ...facts }));
}

describe('registering an organisation', () => {
  it('takes sound details', () => expect(ruleAgainst({})).toBeNull());

  it.each(['01234567', 'SC123456', 'NI000001', 'RS007654', 'R0000123', 'IP28492R'])('takes company number %s', (companyNumber) => expect(ruleAgainst({ companyNumber })).toBeNull());
  it.each(['1234567', '123456789', 'S1234567', 'SC12345', 'sc123456'])('refuses company number %s', (companyNumber) => expect(ruleAgainst({ companyNumber })).toBe('company-number-format'));

  it.each(['112345', '1123456', '212345-1', '1123456-12', 'SC012345', 'NIC100012'])('takes charity number %s', (charityNumber) => expect(ruleAgainst({ charityNumber })).toBeNull());
  it.each(['11234', '11234567', '1123456-', 'SC1234', 'NIC1000', 'XN12345', 'ABC'])('refuses charity number %s', (charityNumber) => expect(ruleAgainst({ charityNumber })).toBe('charity-number-format'));

  it('asks for the number its legal form has', () => {
    expect(ruleAgainst({ companyNumber: null })).toBe('company-number-missing');
    expect(ruleAgainst({ legalForm: 'charitable-trust', companyNumber: null })).toBeNull();
    expect(ruleAgainst({ legalForm: 'charitable-trust', charityNumber: null })).toBe('charity-number-missing');
    expect(ruleAgainst({ legalForm: 'public-body', companyNumber: null, charityNumber: null })).toBeNull();
  });

  it('refuses numbers and names that are another organisation’s', () => {
    expect(ruleAgainst({}, { companyNumberTaken: true })).toBe('company-number-taken');
    expect(ruleAgainst({}, { charityNumberTaken: true })).toBe('charity-number-taken');
    expect(ruleAgainst({}, { nameTaken: true })).toBe('organisation-name-taken');
    expect(ruleAgainst({}, { isListed: true })).toBeNull(); // a commissioner checks
  });

  it('reads register numbers however they are spaced', () => {
    expect(registerNumber(' sc 12 34 56 ')).toBe('SC123456');
    expect(registerNumber('  ')).toBeNull();
    expect(charityNumber('sc 12345')).toBe('SC012345');
    expect(charityNumber('NI 100012')).toBe('NIC100012');
  });

  it.each([
    [{ companyNumber: '123' }, 'Company number must be 8 numbers, like 01234567. This has 3. Add zeros at the front if yours is shorter.'],
    [{ companyNumber: '123456789' }, 'Company number must be 8 numbers, like 01234567. This has 9.'],
    [{ companyNumber: 'SC1234' }, 'Company number must have 6 numbers after its 2 letters, like SC123456. This has 4.'],
    [{ companyNumber: '0123-4567' }, 'Company number must be only letters and numbers, like 01234567 or SC123456'],
    [{ charityNumber: '123' }, 'Charity number must be 6 or 7 numbers, like 1123456. This has 3.'],
    [{ charityNumber: 'SC123' }, 'Charity number for Scotland must be SC and 6 numbers, like SC012345'],
    [{ charityNumber: 'NIC1' }, 'Charity number for Northern Ireland must be NIC and 6 numbers, like NIC100012'],
  ])('says what is wrong with %j', (change, message) => {
    expect(() => ensureMayRegister({ ...harbour, ...change }, free)).toThrow(message);
  });
});

it.each([
  ['The Harbour Lane Trust', 'harbour lane trust'],
  ['HARBOUR  LANE TRUST LTD.', 'harbour lane trust'],
  ['Harbour-Lane Trust Limited', 'harbour lane trust'],
  ['St. Mary’s & Friends CIC', 'st marys and friends'],
  ['Tŷ Gobaith', 'ty gobaith'],
  ['The', 'the'],
])('%s is compared as %s', (name, compared) => expect(comparableName(name)).toBe(compared));

describe('the financial standing test', () => {
  it('supports an annual contract of half of turnover', () => {
    expect(largestContract(900_000_00)).toBe(450_000_00);
    expect(largestContract(1_01)).toBe(50);
  });

  it('has no limit above £5 million', () => {
    expect(largestContract(10_000_000_00)).toBe(5_000_000_00);
    expect(largestContract(10_000_002_00)).toBeNull();
  });

  it('names the band', () => {
    expect([250_000_00, 250_000_01, 1_000_000_00, 5_000_000_00, null].map((value) => bandName(value))).toEqual(['up to £250,000', 'up to £1 million', 'up to £1 million', 'up to £5 million', 'above £5 million']);
  });

  it('shows its arithmetic', () => {
    expect(bandArithmetic(900_000_00)).toBe('Half of its turnover of £900,000 is £450,000: the largest annual contract it can take. The band is up to £1 million');
  });
});
