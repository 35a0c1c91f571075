import { ensure, lifecycle, move, type Creation, type Decision } from '#libs/kernel';

export type NewcomerStatus = 'waiting' | 'refused';

/** Someone who has still to show that an address is theirs, with the password they chose. Removed once they have an account. */
export interface Newcomer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly status: NewcomerStatus;
  /** Why they were refused an account. */
  readonly reason: string | null;
  readonly askedAt: Date;
}

export const newcomerLifecycle = lifecycle<NewcomerStatus, 'ask' | 'refuse'>(['waiting', 'refused'], {
  ask: { from: null, to: 'waiting' },
  refuse: { from: ['waiting'], to: 'refused' },
});

/** Someone asks for an account: a link goes to their address. */
export function askNewcomer({ id, name, email, ...rest }: Omit<Newcomer, 'status' | 'reason'>): Creation<Newcomer> {
  ensure(name.trim() !== '', 'name-missing', 'Enter your name', 'userName');
  const row: Newcomer = { ...rest, id, name: name.trim(), email: email.trim().toLowerCase(), status: 'waiting', reason: null };
  return { row, events: [confirmationAsked(id)] };
}

/** The link is sent once more. */
export function sendLinkAgain(newcomer: Newcomer): Decision<Newcomer> {
  ensure(newcomer.status === 'waiting', 'not-now', 'There is no link to send: your request was answered');
  return { events: [confirmationAsked(newcomer.id)] };
}

/** Their request for an account is refused, with the reason they are sent. */
export function refuseNewcomer(newcomer: Newcomer, reason: string): Decision<Newcomer> {
  ensure(reason.trim() !== '', 'reason-missing', 'Enter the reason. It is sent to the person who asked.', 'reason');
  const status = move(newcomerLifecycle, 'refuse', newcomer.status, 'This request was already answered');
  return { changes: { status, reason }, events: [{ type: 'identity.newcomer-refused', data: { newcomerId: newcomer.id } }] };
}

function confirmationAsked(newcomerId: string) {
  return { type: 'identity.confirmation-asked', data: { newcomerId } };
}
