import { utc, type Day } from '#libs/kernel';

const clockFace = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The instant of a wall-clock time (`HH:MM`, 24 hours) on a day in London. */
export function londonInstant(on: Day, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const asIfWinter = new Date(utc(on).getTime() + (hours * 60 + minutes) * 60_000);
  // In summer London is an hour ahead of UTC, so the same clock face comes an hour earlier.
  return clockFace.format(asIfWinter) === time ? asIfWinter : new Date(asIfWinter.getTime() - 3_600_000);
}

/** `HH:MM` in London at an instant. */
export function londonTime(at: Date): string {
  return clockFace.format(at);
}
