import { addDays, type Day } from '#libs/kernel';

/** Days for which what a provider said about its room is relied on (DOMAIN: capacity). */
export const STALE_AFTER_DAYS = 14;

/** Whether what was said on a day is too old to rely on. */
export function isStale(statedOn: Day, today: Day): boolean {
  return addDays(statedOn, STALE_AFTER_DAYS) < today;
}
