import { ensure, type ChildChange, type Creation, type Decision } from '#libs/kernel';
import type { OrganisationKind, Role } from '../identity.public.js';

/** Someone with an account. E-mail addresses are kept in lower case and are unique. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  /** The organisation whose administrator looks after the account: that of the first role. */
  readonly organisationId: string;
  readonly status: 'active' | 'closed';
}

/** A role held by a user. */
export interface HeldRoleRow {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly organisationId: string;
  readonly teamId: string | null;
}

const authorityRoles: readonly Role[] = ['practitioner', 'commissioner', 'approver', 'evaluator', 'administrator'];

/** Whether a role may be held in an organisation of this kind. */
export function roleFits(role: Role, kind: OrganisationKind): boolean {
  return kind === 'authority' ? authorityRoles.includes(role) : !authorityRoles.includes(role) || role === 'administrator';
}

/** What must be known before an account is made. */
export interface NewUserFacts {
  readonly emailTaken: boolean;
  readonly kindOf: (organisationId: string) => OrganisationKind;
  /** Which organisation a team is part of; undefined when there is no such team. */
  readonly organisationOfTeam: (teamId: string) => string | undefined;
}

/** A new account with its roles; a practitioner needs a team, and roles must fit their organisation. */
export function createUser(user: User, held: readonly HeldRoleRow[], facts: NewUserFacts): Creation<User> {
  ensure(!facts.emailTaken, 'email-taken', 'There is already an account with this email address', 'email');
  ensure(held.length > 0, 'role-missing', 'Choose at least one role', 'roles');
  ensure(new Set(held.map(({ role, organisationId, teamId }) => `${role} ${organisationId} ${teamId}`)).size === held.length, 'role-twice', 'Choose each role once', 'roles');
  for (const each of held) {
    ensure(roleFits(each.role, facts.kindOf(each.organisationId)), 'role-does-not-fit', `${each.role} is not a role in this kind of organisation`, 'roles');
    ensure(each.role !== 'practitioner' || each.teamId, 'team-missing', 'Choose the team the practitioner works in', 'teamId');
    ensure(each.teamId === null || facts.organisationOfTeam(each.teamId) === each.organisationId, 'team-unknown', 'Choose a team of the organisation', 'teamId');
  }
  return { row: user, children: [rolesGiven(held)] };
}

/** Closes an account: nobody can sign in with it again. */
export function closeUser(user: User): Decision<User> {
  ensure(user.status === 'active', 'account-closed', 'This account is already closed');
  return { changes: { status: 'closed' } };
}

function rolesGiven(held: readonly HeldRoleRow[]): ChildChange {
  return { child: 'roles', insert: held };
}
