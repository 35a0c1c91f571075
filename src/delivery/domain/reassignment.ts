import { ensure, lifecycle, move, type Creation, type Day, type Decision } from '#libs/kernel';
import type { CaseReassigned, ReassignmentFacts, ReassignmentFinished, ReassignmentNeeded, StoppedBecause } from '../delivery.public.js';
import { ensureMayWork, factsOf, type AssignmentFacts, type Case } from './case.js';

export const reassignmentStatuses = ['open', 'finished'] as const;

export const reassignmentLifecycle = lifecycle(reassignmentStatuses, {
  open: { from: null, to: 'open' },
  finish: { from: ['open'], to: 'finished' },
});

/** Open cases on one contract whose caseworker may no longer work; `cases` counts them when it began. */
export interface Reassignment {
  readonly id: string;
  readonly caseworkerId: string;
  readonly contractId: string;
  readonly contractReference: string;
  readonly deliveringOrganisationId: string;
  readonly primeOrganisationId: string;
  readonly regionCode: string;
  readonly cause: StoppedBecause;
  readonly cases: number;
  readonly status: (typeof reassignmentStatuses)[number];
  readonly openedAt: Date;
  readonly finishedAt: Date | null;
}

/** Whom a case goes to. `from` is the caseworker the actor saw, so that a second tab is told. */
export interface NewCaseworker {
  readonly caseworkerId: string;
  readonly from?: string | undefined;
}

/** Gives a case to another caseworker. A case whose report is still due needs one too. */
export function reassignCase(row: Case, { caseworkerId, from }: NewCaseworker, { today, assignment }: { readonly today: Day; readonly assignment: AssignmentFacts }): Decision<Case> {
  ensure(row.status !== 'ended', 'not-now', 'This case has ended, so it needs no other caseworker');
  ensure(from === undefined || from === row.caseworkerId, 'caseworker-changed', 'Someone else has just given this case to another caseworker');
  ensure(caseworkerId !== row.caseworkerId, 'caseworker-same', 'This person already works on the case. Choose somebody else.', 'caseworkerId');
  ensureMayWork(assignment);
  const event: CaseReassigned = { type: 'delivery.case-reassigned', data: { ...factsOf({ ...row, caseworkerId }, today), fromCaseworkerId: row.caseworkerId } };
  return { changes: { caseworkerId }, events: [event] };
}

/** Cases begin to wait for another caseworker. */
export function openReassignment(row: Omit<Reassignment, 'status' | 'finishedAt'>): Creation<Reassignment> {
  return { row: { ...row, status: 'open', finishedAt: null }, events: [needed(row)] };
}

/** It has become more: who was suspended is withdrawn, or has left. Everyone concerned is told again. */
export function repeatReassignment(row: Reassignment, { cause, cases }: Pick<Reassignment, 'cause' | 'cases'>): Decision<Reassignment> {
  return { changes: { cause, cases }, events: [needed({ ...row, cause, cases })] };
}

/** Every case has an authorised caseworker again, or is over. */
export function finishReassignment(row: Reassignment, now: Date): Decision<Reassignment> {
  const status = move(reassignmentLifecycle, 'finish', row.status, 'Every one of these cases already has a caseworker');
  const event: ReassignmentFinished = { type: 'delivery.reassignment-finished', data: dataOf(row) };
  return { changes: { status, finishedAt: now }, events: [event] };
}

function needed(row: Omit<Reassignment, 'status' | 'finishedAt'>): ReassignmentNeeded {
  return { type: 'delivery.reassignment-needed', data: dataOf(row) };
}

function dataOf({ id, contractId, contractReference, deliveringOrganisationId, primeOrganisationId, regionCode, cause, cases }: Omit<Reassignment, 'status' | 'finishedAt'>): ReassignmentFacts {
  return { reassignmentId: id, contractId, contractReference, deliveringOrganisationId, primeOrganisationId, regionCode, cause, cases };
}
