import { InvalidInput, parseDay, type Day } from '#libs/kernel';

/** A day of a request; throws InvalidInput for one that does not exist, such as 31 February. */
export function realDay(field: string, text: string): Day {
  const read = parseDay(text);
  if (!read) throw new InvalidInput([{ field, message: `${field} must be a real day, like 2026-03-27` }]);
  return read;
}

/** The same, or null when it was left out. */
export function realDayOrNull(field: string, text: string | null | undefined): Day | null {
  return text === null || text === undefined ? null : realDay(field, text);
}
