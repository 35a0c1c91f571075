import { RuleBroken } from '#libs/kernel';

// Companies House: 8 numbers, or a prefix (SC, NI, OC, RS, CE …) and 6; older Northern Irish and society numbers have an R.
const COMPANY_NUMBER = /^(\d{8}|[A-Z]{2}\d{6}|R\d{7}|(IP|SP|NP)\d{5}R)$/;
// Charity Commission for England and Wales, a linked charity after a hyphen; OSCR; Charity Commission for Northern Ireland.
const CHARITY_NUMBER = /^(\d{6,7}(-\d{1,2})?|SC\d{6}|NIC\d{6})$/;

/** A number of a public register as it is stored: no blanks, capitals; null when nothing was given. */
export function registerNumber(text: string | null | undefined): string | null {
  const kept = (text ?? '').replaceAll(/\s/gu, '').toUpperCase();
  return kept === '' ? null : kept;
}

/** A charity number as it is stored: Scottish ones have six numbers, Northern Irish ones begin with NIC, however they were typed. */
export function charityNumber(text: string | null | undefined): string | null {
  const kept = registerNumber(text);
  return kept?.replace(/^SC(\d{5})$/, 'SC0$1').replace(/^NI(\d{6})$/, 'NIC$1') ?? null;
}

/** Throws RuleBroken `company-number-format` with what is wrong. */
export function ensureCompanyNumber(number: string): void {
  if (!COMPANY_NUMBER.test(number)) throw new RuleBroken('company-number-format', `Company number ${companyFault(number)}`, 'companyNumber');
}

/** Throws RuleBroken `charity-number-format` with what is wrong. */
export function ensureCharityNumber(number: string): void {
  if (!CHARITY_NUMBER.test(number)) throw new RuleBroken('charity-number-format', `Charity number ${charityFault(number)}`, 'charityNumber');
}

function companyFault(number: string): string {
  if (/^\d+$/.test(number)) {
    const advice = number.length < 8 ? ' Add zeros at the front if yours is shorter.' : '';
    return `must be 8 numbers, like 01234567. This has ${number.length}.${advice}`;
  }
  if (/^[A-Z]{2}\d+$/.test(number)) return `must have 6 numbers after its 2 letters, like SC123456. This has ${number.length - 2}.`;
  if (/[^A-Z\d]/.test(number)) return 'must be only letters and numbers, like 01234567 or SC123456';
  return 'must be 8 numbers, like 01234567, or 2 letters and 6 numbers, like SC123456';
}

function charityFault(number: string): string {
  if (/^\d+$/.test(number)) return `must be 6 or 7 numbers, like 1123456. This has ${number.length}.`;
  if (/^SC/.test(number)) return 'for Scotland must be SC and 6 numbers, like SC012345';
  if (/^NI/.test(number)) return 'for Northern Ireland must be NIC and 6 numbers, like NIC100012';
  return 'must be as its register gives it: 6 or 7 numbers, SC and 6 numbers for Scotland, or NIC and 6 numbers for Northern Ireland';
}
