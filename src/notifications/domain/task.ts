import { ensure, type Creation, type Day } from '#libs/kernel';
import type { Audience } from './audience.js';

/** What can wait for someone. */
export const taskKinds = [
  'answer-referral', 'choose-another-service', 'book-assessment', 'write-plan', 'approve-plan', 'write-report',
  'decide-application', 'approve-rate-card', 'send-statement', 'answer-statement', 'approve-statement', 'record-payment',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Working days for each task (DOMAIN: delivery, onboarding, payment; those without a clock there are ours). */
export const daysAllowed: Record<Exclude<TaskKind, 'record-payment'>, number> = {
  'answer-referral': 2,
  'choose-another-service': 5, // ours
  'book-assessment': 10,
  'write-plan': 5,
  'approve-plan': 5,
  'write-report': 5,
  'decide-application': 15,
  'approve-rate-card': 5, // ours
  'send-statement': 5, // ours
  'answer-statement': 5,
  'approve-statement': 5, // ours
};

/** Something that begins to wait for someone. The title names a reference or an organisation, never a person. */
export interface NewTask {
  readonly kind: TaskKind;
  readonly subjectId: string;
  readonly title: string;
  /** The page to act on. */
  readonly href: string;
  readonly dueOn: Day;
  readonly for: Audience;
  /** Someone who may not do it, because they made what is to be checked. */
  readonly notFor?: string | undefined;
}

/** What no longer waits. */
export interface DoneTask {
  readonly subjectId: string;
  readonly kinds: readonly TaskKind[];
}

/** What an event does to the tasks. A task that opens replaces an open one of its kind about the same thing. */
export interface TaskChange {
  readonly opens: readonly NewTask[];
  readonly closes: readonly DoneTask[];
}

/** Kinds no event can close, because what follows is the reader's choice. */
export const doneByHand: readonly TaskKind[] = ['choose-another-service'];

/** A person's word that a task is done. */
export interface FinishedTask {
  readonly id: string;
  readonly taskId: string;
  readonly personId: string;
  readonly finishedAt: Date;
}

/** Marks a task done. Throws RuleBroken `closes-by-itself` for one that goes when its work is recorded. */
export function finishTask(finished: FinishedTask, kind: TaskKind): Creation<FinishedTask> {
  ensure(doneByHand.includes(kind), 'closes-by-itself', 'This task goes from your list when the work is recorded. You cannot mark it as done.');
  return { row: finished };
}
