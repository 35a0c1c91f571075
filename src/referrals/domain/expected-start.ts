import { addDays, type Day } from '#libs/kernel';
import type { ServiceRoom } from './room.js';

const DAYS_A_WEEK = 7;

/** When a service could start with one more person; `on` is null where nobody can say. `takesNow`: a referral can be sent today. */
export interface ExpectedStart {
  readonly on: Day | null;
  readonly takesNow: boolean;
  /** Why no referral can be sent today, or why the day is not known. */
  readonly why: 'full' | 'opens-later' | 'no-starts' | 'not-said' | null;
}

/** The day: when referrals open, then the wait the provider stated, or longer when those already waiting take more weeks than that at its weekly starts. */
export function expectedStart(room: ServiceRoom, { today, opensOn }: { readonly today: Day; readonly opensOn: Day | null }): ExpectedStart {
  const isOpen = opensOn !== null && opensOn <= today;
  const isFull = room.limit !== null && room.live >= room.limit;
  const wait = waitOf(room);
  const from = opensOn !== null && opensOn > today ? opensOn : today;
  const on = wait === null ? null : addDays(from, wait);
  if (!isOpen) return { on, takesNow: false, why: 'opens-later' };
  if (isFull) return { on, takesNow: false, why: 'full' };
  if (on !== null) return { on, takesNow: true, why: null };
  return { on, takesNow: true, why: room.capacity?.weeklyStarts === 0 ? 'no-starts' : 'not-said' };
}

/** Days until a start; null where the provider starts nobody, or has said neither wait nor starts. */
function waitOf({ capacity, waiting, live }: ServiceRoom): number | null {
  const { expectedWaitDays = null, weeklyStarts = null, places = null } = capacity ?? {};
  if (weeklyStarts === 0) return null;
  if (weeklyStarts === null) return expectedWaitDays;
  // A place must come free for everyone beyond the places there are.
  const queue = Math.max(waiting, places === null ? 0 : live - places + 1);
  return Math.max(expectedWaitDays ?? 0, Math.floor(queue / weeklyStarts) * DAYS_A_WEEK);
}

/** Order of results: what takes a referral now first, then the earlier start, unknown ones after the known. */
export function soonerFirst(left: ExpectedStart, right: ExpectedStart): number {
  if (left.takesNow !== right.takesNow) return left.takesNow ? -1 : 1;
  if (left.on === right.on) return 0;
  if (left.on === null || right.on === null) return left.on === null ? 1 : -1;
  return left.on < right.on ? -1 : 1;
}
