import { formatDay, type Day } from '#libs/kernel';
import type { TaskRow } from '../application/tasks.queries.js';
import { doneByHand } from '../domain/task.js';

/** Ids of the referrals some tasks are about. */
export function subjectsOf(tasks: readonly TaskRow[]): string[] {
  return tasks.flatMap(({ referralId }) => referralId ?? []);
}

/** A task as lists and the home page show it; `names`: whom a referral is about, for those who may know. */
export function taskShown({ id, kind, title, href, since, dueOn, referralId }: TaskRow, today: Day, names: ReadonlyMap<string, string>): object {
  return { id, title, about: referralId ? (names.get(referralId) ?? null) : null, href, since, due: formatDay(dueOn), isOverdue: dueOn < today, byHand: doneByHand.includes(kind) };
}
