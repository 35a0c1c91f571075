import { ANSWER_WORKING_DAYS, ensure, type Creation, type Day } from '#libs/kernel';
import type { Audience } from './audience.js';

/** What can wait for someone. */
export const taskKinds = [
  'answer-referral', 'choose-another-service', 'book-assessment', 'write-plan', 'approve-plan', 'write-report',
  'answer-join-request', 'check-listing', 'answer-consortium', 'decide-application', 'answer-query', 'agree-decision', 'open-vehicle', 'replace-document', 'renew-evidence', 'confirm-answers', 'approve-rate-card', 'send-statement', 'answer-statement', 'approve-statement', 'record-payment',
  'read-practitioner-message', 'read-provider-message',
  'finish-draft', 'take-over-draft', 'move-draft',
  'decide-exclusion', 'renew-vetting', 'reassign-cases', 'oversee-reassignment', 'watch-reassignment', 'state-capacity',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Kinds due some working days after what opened them: payment has calendar days, evidence and vetting their own last day. */
export type ClockedTask = Exclude<TaskKind, 'finish-draft' | 'record-payment' | 'renew-evidence' | 'renew-vetting'>;

/** Working days for each task (DOMAIN: delivery, onboarding, payment; those without a clock there are ours). */
export const daysAllowed: Record<ClockedTask, number> = {
  'answer-referral': ANSWER_WORKING_DAYS,
  'choose-another-service': 5, // ours
  'book-assessment': 10,
  'write-plan': 5,
  'approve-plan': 5,
  'write-report': 5,
  'answer-join-request': 5, // ours
  'check-listing': 5, // ours
  'answer-consortium': 10, // ours
  'decide-application': 15,
  'answer-query': 5, // ours
  'agree-decision': 5, // ours
  'open-vehicle': 5, // ours
  'replace-document': 5, // ours
  'confirm-answers': 5, // ours
  'approve-rate-card': 5, // ours
  'send-statement': 5, // ours
  'answer-statement': 5,
  'approve-statement': 5, // ours
  'read-practitioner-message': 2, // ours
  'read-provider-message': 2, // ours
  'take-over-draft': 2, // ours
  'move-draft': 5, // ours
  'decide-exclusion': 5, // ours
  'reassign-cases': 1, // ours
  'oversee-reassignment': 1, // ours
  'watch-reassignment': 1, // ours
  'state-capacity': 5, // ours
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
  /** Open tasks about something that one person leaves to another. */
  readonly handsOver?: readonly HandOver[];
}

/** Whose tasks about something become whose. */
export interface HandOver {
  readonly subjectId: string;
  readonly from: string;
  readonly to: string;
}

/** Kinds no event can close, because what follows is the reader's choice. */
export const doneByHand: readonly TaskKind[] = ['take-over-draft', 'choose-another-service'];

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
