import { addToMonth, type Month } from '#libs/kernel';
import type { StatementStatus } from '../payments.public.js';

/** Whether a statement has gone to the provider: it takes no more lines. */
export function hasGone(status: StatementStatus): boolean {
  return status !== 'draft';
}

/** The month whose statement a line belongs to: its event's month, or the first later one whose statement has not gone. */
export function monthToBill(earnedIn: Month, gone: readonly Month[]): Month {
  const latest = gone.reduce<Month | null>((last, month) => (last && last > month ? last : month), null);
  return latest && latest >= earnedIn ? addToMonth(latest, 1) : earnedIn;
}
