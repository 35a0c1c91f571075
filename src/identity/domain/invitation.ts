import { addDays, dayOf, ensure, lifecycle, move, type Creation, type Day, type Decision } from '#libs/kernel';
import type { OrganisationKind, Role } from '../identity.public.js';
import { ensureRoles } from './user.js';

/** Calendar days an invitation stays open after it was last sent (ours). */
export const DAYS_OPEN = 14;

export type InvitationStatus = 'waiting' | 'accepted' | 'cancelled';

/** An invitation to join an organisation with roles, sent to an address. The last day it can be taken up is included. */
export interface Invitation {
  readonly id: string;
  readonly organisationId: string;
  readonly email: string;
  readonly roles: Role[];
  /** The team of a practitioner. */
  readonly teamId: string | null;
  readonly status: InvitationStatus;
  readonly invitedBy: string;
  readonly sentAt: Date;
  readonly expiresOn: Day;
}

export const invitationLifecycle = lifecycle<InvitationStatus, 'make' | 'accept' | 'cancel'>(['waiting', 'accepted', 'cancelled'], {
  make: { from: null, to: 'waiting' },
  accept: { from: ['waiting'], to: 'accepted' },
  cancel: { from: ['waiting'], to: 'cancelled' },
});

/** Who has the address already: nobody, a colleague, or someone in another organisation. */
export type AddressHolder = 'nobody' | 'colleague' | 'elsewhere';

/** What must be known before someone is invited. */
export interface InvitationFacts {
  readonly now: Date;
  readonly kind: OrganisationKind;
  readonly holder: AddressHolder;
  readonly isInvited: boolean;
  readonly teamIds: readonly string[];
}

/** Who is invited, to what. */
export type NewInvitation = Pick<Invitation, 'id' | 'organisationId' | 'email' | 'teamId' | 'invitedBy'> & { readonly roles: readonly Role[] };

/** Invites an address to an organisation. One person has one account, in one organisation. */
export function invite({ email, roles, teamId, ...rest }: NewInvitation, facts: InvitationFacts): Creation<Invitation> {
  const team = roles.includes('practitioner') ? teamId : null;
  ensureRoles(roles, { kind: facts.kind, teamId: team, teamIds: facts.teamIds });
  ensureFree(facts.holder, 'email');
  ensure(!facts.isInvited, 'already-invited', 'This address already has an invitation. Send that one again, or cancel it.', 'email');
  const row: Invitation = { ...rest, email: email.trim().toLowerCase(), roles: [...roles], teamId: team, status: 'waiting', sentAt: facts.now, expiresOn: lastDay(facts.now) };
  return { row, events: [invitationMade(row)] };
}

/** Sends it again: open for the whole time from today, whether or not it had run out. */
export function resendInvitation(invitation: Invitation, { now, holder }: Pick<InvitationFacts, 'now' | 'holder'>): Decision<Invitation> {
  ensureWaiting(invitation);
  ensureFree(holder);
  return { changes: { sentAt: now, expiresOn: lastDay(now) }, events: [invitationMade(invitation)] };
}

/** Takes it back: its link no longer works. */
export function cancelInvitation(invitation: Invitation): Decision<Invitation> {
  ensureWaiting(invitation);
  return { changes: { status: move(invitationLifecycle, 'cancel', invitation.status, '') } };
}

/** The invited person takes it up and has an account. */
export function acceptInvitation(invitation: Invitation, { today, holder }: { readonly today: Day; readonly holder: AddressHolder }): Decision<Invitation> {
  ensureWaiting(invitation);
  ensure(!isExpired(invitation, today), 'invitation-expired', 'This invitation has expired. Ask the organisation to send it again.');
  ensureFree(holder);
  return { changes: { status: move(invitationLifecycle, 'accept', invitation.status, '') } };
}

/** Whether its last day has passed. */
export function isExpired({ expiresOn }: Pick<Invitation, 'expiresOn'>, today: Day): boolean {
  return today > expiresOn;
}

function ensureWaiting({ status }: Invitation): void {
  ensure(status !== 'accepted', 'invitation-used', 'This invitation has been used already');
  ensure(status !== 'cancelled', 'invitation-cancelled', 'This invitation was cancelled');
}

function ensureFree(holder: AddressHolder, field?: string): void {
  ensure(holder !== 'colleague', 'email-taken', 'Someone in your organisation has an account with this email address', field);
  const elsewhere = 'This email address has an account with another organisation. Use another address, or ask that organisation to close the account first.';
  ensure(holder !== 'elsewhere', 'email-elsewhere', elsewhere, field);
}

function lastDay(sentAt: Date): Day {
  return addDays(dayOf(sentAt), DAYS_OPEN);
}

function invitationMade({ id, organisationId }: Pick<Invitation, 'id' | 'organisationId'>) {
  return { type: 'identity.invitation-made', data: { invitationId: id, organisationId } };
}
