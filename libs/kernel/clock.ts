import { dayOf, type Day } from './day.js';

/** The only source of time. Days are days in London. */
export abstract class Clock {
  abstract now(): Date;

  today(): Day {
    return dayOf(this.now());
  }
}

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands where it is put, for tests and the demo world. */
export class SettableClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date): void {
    this.instant = instant;
  }
}
