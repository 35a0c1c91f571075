import { addToMonth, monthOf, parseMonth, type Day, type Month } from '#libs/kernel';

/** A financial year by the calendar year it starts in: 2026 is April 2026 to March 2027 (DOMAIN §9). */
export type FinancialYear = number;

/** The financial year a day is in. */
export function financialYearOf(on: Day): FinancialYear {
  const year = Number(on.slice(0, 4));
  return monthOf(on).slice(5) < '04' ? year - 1 : year;
}

/** Its twelve months, April first. */
export function monthsOf(year: FinancialYear): Month[] {
  const april = `${String(year).padStart(4, '0')}-04` as Month;
  return Array.from({ length: 12 }, (_, count) => addToMonth(april, count));
}

/** "2026-27", as people write it and as addresses carry it. */
export function formatFinancialYear(year: FinancialYear): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/** Reads "2026-27"; null for anything else, years before 2000 and after 2199, and years that do not follow each other. */
export function parseFinancialYear(text: string): FinancialYear | null {
  const match = /^(2[01]\d{2})-\d{2}$/.exec(text);
  const year = Number(match?.[1]);
  return match && parseMonth(`${match[1]}-04`) && formatFinancialYear(year) === text ? year : null;
}
