import Holidays from 'date-holidays';
import type { Day } from './day.js';
import { WorkingDays } from './working-days.js';

const calendar = new Holidays('GB', 'ENG');
const byYear = new Map<string, ReadonlySet<string>>();

/** Whether a day is a bank holiday in England and Wales (substitute days included). */
export function isBankHoliday(on: Day): boolean {
  const year = on.slice(0, 4);
  let days = byYear.get(year);
  if (!days) {
    days = new Set(calendar.getHolidays(Number(year)).filter((holiday) => holiday.type === 'public' || holiday.type === 'bank').map((holiday) => holiday.date.slice(0, 10)));
    byYear.set(year, days);
  }
  return days.has(on);
}

/** Working days in England and Wales. */
export const workingDays = new WorkingDays(isBankHoliday);
