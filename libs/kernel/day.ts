/** A calendar day as `YYYY-MM-DD`. Days compare with `<`. */
export type Day = string & { readonly __day: unique symbol };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' });
const longDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const longMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** Reads `YYYY-MM-DD`; throws RangeError for anything else, 31 February included. Years 1900–2200. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed) throw new RangeError(`Not a day: ${text}`);
  return parsed;
}

/** Reads `YYYY-MM-DD`, or answers null for anything that is not a real day between 1900 and 2200. */
export function parseDay(text: string): Day | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  return dayFrom(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** A day from its three numbers (month 1–12), or null when there is no such day between 1900 and 2200. */
export function dayFrom(year: number, month: number, date: number): Day | null {
  if (![year, month, date].every(Number.isInteger) || year < 1900 || year > 2200) return null;
  const instant = new Date(Date.UTC(year, month - 1, date));
  if (instant.getUTCFullYear() !== year || instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== date) return null;
  return toDay(instant);
}

/** The day in London at an instant. */
export function dayOf(instant: Date): Day {
  return londonDay.format(instant) as Day;
}

/** The day `count` days later (earlier when negative). */
export function addDays(from: Day, count: number): Day {
  const instant = utc(from);
  instant.setUTCDate(instant.getUTCDate() + count);
  return toDay(instant);
}

/** The same date `count` months later, or the last day of that month where it is shorter. */
export function addMonths(from: Day, count: number): Day {
  const start = utc(from);
  const target = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), last));
  return toDay(target);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

/** Completed years from birth to a day. */
export function ageOn(bornOn: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** Day of the week, 1 Monday to 7 Sunday. */
export function weekday(on: Day): number {
  return utc(on).getUTCDay() || 7;
}

/** "4 May 2026", as pages print days. */
export function formatDay(on: Day): string {
  return longDay.format(utc(on));
}

/** Midnight UTC at the start of the day: for arithmetic and charts, never for display. */
export function utc(on: Day): Date {
  return new Date(`${on}T00:00:00Z`);
}

/** A calendar month as `YYYY-MM`. */
export type Month = string & { readonly __month: unique symbol };

/** The month a day is in. */
export function monthOf(on: Day): Month {
  return on.slice(0, 7) as Month;
}

/** Reads `YYYY-MM`, or answers null. */
export function parseMonth(text: string): Month | null {
  return /^\d{4}-\d{2}$/.test(text) && parseDay(`${text}-01`) ? (text as Month) : null;
}

/** First day of a month. */
export function firstDayOf(month: Month): Day {
  return day(`${month}-01`);
}

/** Last day of a month. */
export function lastDayOf(month: Month): Day {
  return addDays(addMonths(firstDayOf(month), 1), -1);
}

/** The month `count` months later. */
export function addToMonth(month: Month, count: number): Month {
  return monthOf(addMonths(firstDayOf(month), count));
}

/** "May 2026". */
export function formatMonth(month: Month): string {
  return longMonth.format(utc(firstDayOf(month)));
}

function toDay(instant: Date): Day {
  return instant.toISOString().slice(0, 10) as Day;
}
