import { ensure, lifecycle, move, type Creation, type Decision } from '#libs/kernel';

export type JoinRequestStatus = 'waiting' | 'approved' | 'declined';

/** Someone without an account asks to join an organisation that is registered already. */
export interface JoinRequest {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly note: string;
  readonly status: JoinRequestStatus;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  /** Why it was declined: sent to whoever asked. */
  readonly reason: string | null;
  /** The invitation it became. */
  readonly invitationId: string | null;
}

export const joinRequestLifecycle = lifecycle<JoinRequestStatus, 'ask' | 'approve' | 'decline'>(['waiting', 'approved', 'declined'], {
  ask: { from: null, to: 'waiting' },
  approve: { from: ['waiting'], to: 'approved' },
  decline: { from: ['waiting'], to: 'declined' },
});

const ANSWERED = 'This request was already answered';

/** Asks to join: the people who manage the organisation see it as a task. */
export function askToJoin(request: Pick<JoinRequest, 'id' | 'organisationId' | 'name' | 'email' | 'note' | 'askedAt'>): Creation<JoinRequest> {
  const { id, organisationId, name, email } = request;
  ensure(name.trim() !== '', 'name-missing', 'Enter your name', 'name');
  const row: JoinRequest = { ...request, name: name.trim(), email: email.trim().toLowerCase(), status: 'waiting', decidedBy: null, reason: null, invitationId: null };
  return { row, events: [{ type: 'identity.join-requested', data: { joinRequestId: id, organisationId } }] };
}

/** Says yes: it became an invitation. */
export function approveJoin(request: JoinRequest, { invitationId, by }: { readonly invitationId: string; readonly by: string }): Decision<JoinRequest> {
  const status = move(joinRequestLifecycle, 'approve', request.status, ANSWERED);
  return { changes: { status, decidedBy: by, invitationId }, events: [{ type: 'identity.join-approved', data: idsOf(request) }] };
}

/** Says no, with the reason that is sent to whoever asked. */
export function declineJoin(request: JoinRequest, { reason, by }: { readonly reason: string; readonly by: string }): Decision<JoinRequest> {
  ensure(reason.trim() !== '', 'reason-missing', 'Enter the reason. It is sent to the person who asked.', 'reason');
  const status = move(joinRequestLifecycle, 'decline', request.status, ANSWERED);
  return { changes: { status, decidedBy: by, reason }, events: [{ type: 'identity.join-declined', data: idsOf(request) }] };
}

/** Throws RuleBroken `not-now` for one that was answered. */
export function ensureUnanswered({ status }: JoinRequest): void {
  ensure(status === 'waiting', 'not-now', ANSWERED);
}

function idsOf({ id, organisationId }: JoinRequest) {
  return { joinRequestId: id, organisationId };
}
