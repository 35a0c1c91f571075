import type { InvitationRow, JoinRequestRow } from '../application/joining.queries.js';

/** An invitation. `expiresOn` is the last day its link works. */
export class InvitationResponse {
  id!: string;
  email!: string;
  roles!: string[];
  teamId!: string | null;
  status!: string;
  sentAt!: Date;
  expiresOn!: string;
}

/** Invitations that wait. */
export class InvitationListResponse {
  items!: InvitationResponse[];
}

/** Someone who asks to join. */
export class JoinRequestResponse {
  id!: string;
  name!: string;
  email!: string;
  note!: string;
  status!: string;
  askedAt!: Date;
}

/** Requests that wait for an answer. */
export class JoinRequestListResponse {
  items!: JoinRequestResponse[];
}

/** An invitation as the API shows it. */
export function invitationResponse({ id, email, roles, teamId, status, sentAt, expiresOn }: InvitationRow): InvitationResponse {
  return { id, email, roles: [...roles], teamId, status, sentAt, expiresOn };
}

/** A request to join as the API shows it. */
export function joinRequestResponse({ id, name, email, note, status, askedAt }: JoinRequestRow): JoinRequestResponse {
  return { id, name, email, note, status, askedAt };
}
