import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, ageOn, day, dayFrom, dayOf, daysBetween, formatDay, lastDayOf, parseDay, parseMonth, weekday, type Month } from './day.js';
import { workingDays } from './bank-holidays.js';

const anyDay = fc.date({ min: new Date('1901-01-01'), max: new Date('2190-01-01'), noInvalidDate: true }).map((instant) => day(instant.toISOString().slice(0, 10)));

describe('a day', () => {
  it.each([[2026, 2, 31], [20222, 1, 1], [2026, 13, 1], [2026, 0, 1], [2025, 2, 29], [2026.5, 1, 1], [1899, 12, 31]])('%i-%i-%i does not exist', (year, month, date) => expect(dayFrom(year, month, date)).toBeNull());
  it('29 February exists in a leap year', () => expect(dayFrom(2028, 2, 29)).toBe('2028-02-29'));
  it.each(['', '2026-2-1', '31/12/2026', '2026-02-31', '2026-01-01T00:00'])('is not read from "%s"', (text) => expect(parseDay(text)).toBeNull());

  it('in London begins an hour earlier in summer than in UTC', () => {
    expect(dayOf(new Date('2026-06-09T23:30:00Z'))).toBe('2026-06-10');
    expect(dayOf(new Date('2026-01-09T23:30:00Z'))).toBe('2026-01-09');
  });

  it('plus a number of days and back is itself', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (from, count) => addDays(addDays(from, count), -count) === from && daysBetween(from, addDays(from, count)) === count));
  });

  it('a month after the 31st is the last of a shorter month', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28');
    expect(lastDayOf('2024-02' as Month)).toBe('2024-02-29');
  });

  it('a birthday counts from the day itself', () => {
    expect(ageOn(day('2008-06-10'), day('2026-06-09'))).toBe(17);
    expect(ageOn(day('2008-06-10'), day('2026-06-10'))).toBe(18);
  });

  it('knows its weekday and prints as people write it', () => {
    expect(weekday(day('2026-06-10'))).toBe(3);
    expect(weekday(day('2026-06-14'))).toBe(7);
    expect(formatDay(day('2026-05-04'))).toBe('4 May 2026');
  });

  it('a month is a year and a month that exist', () => expect([parseMonth('2026-13'), parseMonth('2026-1'), parseMonth('2026-12')]).toEqual([null, null, '2026-12']));
});

describe('working days', () => {
  it('pass over the weekend', () => expect(workingDays.add(day('2026-06-12'), 1)).toBe('2026-06-15'));
  it('pass over Easter 2026: Good Friday 3 April and Easter Monday 6 April', () => expect(workingDays.add(day('2026-04-02'), 1)).toBe('2026-04-07'));
  it('pass over Christmas 2026, whose Boxing Day falls on Saturday and is kept on Monday 28 December', () => expect(workingDays.add(day('2026-12-24'), 1)).toBe('2026-12-29'));
  it('ten from Wednesday 20 May 2026, over the spring bank holiday of 25 May, end on Thursday 4 June', () => expect(workingDays.add(day('2026-05-20'), 10)).toBe('2026-06-04'));

  it('between a day and the day so many working days later are that many', () => {
    const near = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((instant) => day(instant.toISOString().slice(0, 10)));
    fc.assert(fc.property(near, fc.integer({ min: 0, max: 40 }), (from, count) => workingDays.between(from, workingDays.add(from, count)) === count));
  });
});
