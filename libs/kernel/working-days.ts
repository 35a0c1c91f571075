import { addDays, weekday, type Day } from './day.js';

/** Working days somebody has to say whether they take on what they were sent, the day it was sent not counted: the one clock that pages, deadlines and tasks share. */
export const ANSWER_WORKING_DAYS = 2;

/** Weekdays that are not bank holidays. The holidays are given, so that the rules stay pure. */
export class WorkingDays {
  constructor(private readonly isHoliday: (on: Day) => boolean) {}

  /** Whether people work on this day. */
  includes(on: Day): boolean {
    return weekday(on) < 6 && !this.isHoliday(on);
  }

  /** The day `count` (0 or more) working days after `from`; day one is the next working day after `from`. */
  add(from: Day, count: number): Day {
    let on = from;
    for (let left = count; left > 0; ) {
      on = addDays(on, 1);
      if (this.includes(on)) left -= 1;
    }
    return on;
  }

  /** Working days after `from` up to and including `to`; 0 when `to` is not later. */
  between(from: Day, to: Day): number {
    let count = 0;
    for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) if (this.includes(on)) count += 1;
    return count;
  }
}
