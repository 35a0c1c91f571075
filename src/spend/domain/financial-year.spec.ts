import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { financialYearOf, formatFinancialYear, monthsOf, parseFinancialYear } from './financial-year.js';

describe('a financial year', () => {
  it('runs from April to March', () => {
    expect(financialYearOf(day('2026-03-31'))).toBe(2025);
    expect(financialYearOf(day('2026-04-01'))).toBe(2026);
    expect(monthsOf(2026)).toEqual(['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03']);
  });

  it('is written with the end of the year it ends in, the turn of the century too', () => {
    expect(formatFinancialYear(2026)).toBe('2026-27');
    expect(formatFinancialYear(2099)).toBe('2099-00');
    expect(parseFinancialYear('2026-27')).toBe(2026);
  });

  it('is not read from anything else', () => {
    expect(['2026', '2026-28', '2026-7', '1999-00', '20222-23', "2026-27'"].map(parseFinancialYear)).toEqual([null, null, null, null, null, null]);
  });
});
