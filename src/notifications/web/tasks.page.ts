import { formatDay, type Day } from '#libs/kernel';
import type { TaskRow } from '../application/tasks.queries.js';
import { doneByHand } from '../domain/task.js';

/** A task as lists and the home page show it. */
export function taskShown({ id, kind, title, href, since, dueOn }: TaskRow, today: Day): object {
  return { id, title, href, since, due: formatDay(dueOn), isOverdue: dueOn < today, byHand: doneByHand.includes(kind) };
}
