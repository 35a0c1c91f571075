import { anyOf, type Actor, type Policy, type Scope } from '#libs/kernel';
import { keysOf } from './audience.js';

/** Everyone sees what waits for them or for a role they hold; the rows are those of `task_reader`. */
export const taskPolicy = {
  'task.read': (actor) => anyOf({ key: keysOf(actor) }),
} satisfies Policy;

/** Saying that a task is done is personal. */
export const finishedTaskPolicy = {
  'task.finish': (actor) => own(actor),
  'finished-task.read': (actor) => own(actor),
} satisfies Policy;

/** Everyone reads their own messages. */
export const messagePolicy = {
  'mailbox.read': (actor) => anyOf({ recipientId: actor.id }),
} satisfies Policy;

function own(actor: Actor): Scope {
  return anyOf({ personId: actor.id });
}
