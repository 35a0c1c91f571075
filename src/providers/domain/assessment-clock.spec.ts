import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { clockOf, daysLeft, daysLeftInWords } from './assessment-clock.js';

const pause = (from: string, to: string | null) => ({ from: day(from), to: to === null ? null : day(to) });
const dueOn = (submittedOn: string, ...pauses: ReturnType<typeof pause>[]) => clockOf(day(submittedOn), pauses).dueOn;

describe('the day by which to decide', () => {
  it('is 15 working days after submission', () => {
    // Monday 1 June 2026; three weeks without a bank holiday.
    expect(dueOn('2026-06-01')).toBe('2026-06-22');
  });

  it('skips bank holidays: Good Friday, Easter Monday and both of May', () => {
    // Tuesday 24 March: 25–27 March is 3, 30 March–2 April 7, 7–10 April 11, 13–16 April 15.
    expect(dueOn('2026-03-24')).toBe('2026-04-16');
    // Friday 24 April: 27–30 April and 1 May 5, 5–8 May 9, 11–15 May 14, 18 May 15.
    expect(dueOn('2026-04-24')).toBe('2026-05-18');
  });

  it('moves by the working days a question was with the provider', () => {
    // Asked Thursday 4 June, answered Tuesday 9 June: Friday, Monday and Tuesday.
    expect(dueOn('2026-06-01', pause('2026-06-04', '2026-06-09'))).toBe('2026-06-25');
  });

  it('does not move for an answer on the same day, or over a weekend', () => {
    expect(dueOn('2026-06-01', pause('2026-06-04', '2026-06-04'))).toBe('2026-06-22');
    expect(dueOn('2026-06-01', pause('2026-06-05', '2026-06-07'))).toBe('2026-06-22');
  });

  it('counts a bank holiday of the pause only once, as no working day', () => {
    // Asked Thursday 2 April, answered Tuesday 7 April: Good Friday and Easter Monday are between. One working day.
    expect(dueOn('2026-03-24', pause('2026-04-02', '2026-04-07'))).toBe('2026-04-17');
  });

  it('counts a day once, however many questions were out on it', () => {
    // 3–8 June and 5–10 June together are 3–10 June: 4, 5, 8, 9 and 10 June. Five working days from Monday 22 June is Monday 29 June.
    expect(dueOn('2026-06-01', pause('2026-06-03', '2026-06-08'), pause('2026-06-05', '2026-06-10'))).toBe('2026-06-29');
    // One inside another counts nothing more.
    expect(dueOn('2026-06-01', pause('2026-06-03', '2026-06-10'), pause('2026-06-04', '2026-06-05'))).toBe('2026-06-29');
  });

  it('adds up pauses apart from one another', () => {
    // 4 June, and 10–11 June: 1 and 1.
    expect(dueOn('2026-06-01', pause('2026-06-10', '2026-06-11'), pause('2026-06-03', '2026-06-04'))).toBe('2026-06-24');
  });
});

describe('a clock that stands', () => {
  it('stands since the first of the questions that are out, without a break', () => {
    const clock = clockOf(day('2026-06-01'), [pause('2026-06-03', '2026-06-08'), pause('2026-06-05', null)]);
    expect(clock).toEqual({ dueOn: '2026-06-22', queriedOn: '2026-06-03' });
  });

  it('counts an earlier pause that ended before the present one began', () => {
    const clock = clockOf(day('2026-06-01'), [pause('2026-06-03', '2026-06-04'), pause('2026-06-09', null)]);
    expect(clock).toEqual({ dueOn: '2026-06-23', queriedOn: '2026-06-09' });
  });

  it('keeps the days that were left when it stopped', () => {
    // 16, 17, 18, 19 and 22 June.
    expect(daysLeft({ dueOn: day('2026-06-22'), queriedOn: day('2026-06-15') }, day('2026-09-01'))).toBe(5);
  });
});

describe('days left', () => {
  const clock = { dueOn: day('2026-06-22'), queriedOn: null };

  it('are working days, none on the last and fewer than none after it', () => {
    expect([day('2026-06-15'), day('2026-06-20'), day('2026-06-22'), day('2026-06-24')].map((today) => daysLeft(clock, today))).toEqual([5, 1, 0, -2]);
  });

  it('read as people say them', () => {
    const words = ['2026-06-15', '2026-06-19', '2026-06-22', '2026-06-23', '2026-06-24'].map((today) => daysLeftInWords(clock, day(today)));
    expect(words).toEqual(['5 working days left', '1 working day left', 'due today', '1 working day late', '2 working days late']);
  });
});
