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

/** Roles chosen for a colleague, and the team of a practitioner. Throws RuleBroken unless they fit the organisation. */
export function ensureRoles(roles: readonly Role[], { kind, teamId, teamIds }: { readonly kind: OrganisationKind; readonly teamId: string | null; readonly teamIds: readonly string[] }): void {
  ensure(roles.length > 0, 'role-missing', 'Select at least one role', 'roles');
  ensure(new Set(roles).size === roles.length, 'role-twice', 'Choose each role once', 'roles');
  for (const role of roles) ensure(roleFits(role, kind), 'role-does-not-fit', `${role} is not a role in this kind of organisation`, 'roles');
  ensure(!roles.includes('practitioner') || teamId !== null, 'team-missing', 'Select the team the practitioner works in', 'teamId');
  ensure(teamId === null || teamIds.includes(teamId), 'team-unknown', 'Choose a team of the organisation', 'teamId');
}

/** What must be known before someone leaves or loses roles: how many colleagues with an open account hold their organisation's leading role. */
export interface LeavingFacts {
  readonly kind: OrganisationKind;
  readonly held: readonly HeldRoleRow[];
  readonly othersWhoLead: number;
}

/** The role an organisation cannot be without. */
export function leadingRole(kind: OrganisationKind): Role {
  return kind === 'provider' ? 'provider-manager' : 'administrator';
}

/** Closes an account at once: nobody can sign in with it again and its API keys end. An organisation always keeps one person who leads it. */
export function closeUser(user: User, { keyIds, now, ...facts }: LeavingFacts & { readonly keyIds: readonly string[]; readonly now: Date }): Decision<User> {
  ensure(user.status === 'active', 'account-closed', 'This account is already closed');
  ensureStillLed(user, [], facts);
  return {
    changes: { status: 'closed' },
    children: keyIds.length > 0 ? [{ child: 'apiKeys', update: keyIds.map((id) => ({ id, set: { revokedAt: now } })) }] : [],
    events: [{ type: 'identity.user-removed', data: { userId: user.id, organisationId: user.organisationId } }],
  };
}

/** Gives someone other roles in their organisation, in place of those they hold there. Roles they keep are left alone. */
export function changeRoles(user: User, chosen: readonly HeldRoleRow[], facts: LeavingFacts & { readonly teamIds: readonly string[] }): Decision<User> {
  ensure(user.status === 'active', 'account-closed', 'This account is closed');
  const roles = chosen.map(({ role }) => role);
  ensureRoles(roles, { kind: facts.kind, teamId: chosen.find(({ role }) => role === 'practitioner')?.teamId ?? null, teamIds: facts.teamIds });
  ensureStillLed(user, roles, facts);
  const held = facts.held.filter(({ organisationId }) => organisationId === user.organisationId);
  const isSame = (a: HeldRoleRow, b: HeldRoleRow): boolean => a.role === b.role && a.teamId === b.teamId;
  const remove = held.filter((each) => !chosen.some((other) => isSame(each, other))).map(({ id }) => id);
  const insert = chosen.filter((each) => !held.some((other) => isSame(each, other)));
  return remove.length + insert.length > 0 ? { children: [{ child: 'roles', remove, insert }] } : {};
}

/** Opens a closed account again for someone who joins an organisation: another password and other roles. The name stays, because it signs what they wrote before. */
export function reopenUser(user: User, { passwordHash, organisationId, held, chosen }: Pick<User, 'passwordHash' | 'organisationId'> & { readonly held: readonly HeldRoleRow[]; readonly chosen: readonly HeldRoleRow[] }): Decision<User> {
  ensure(user.status === 'closed', 'email-taken', 'There is already an account with this email address', 'email');
  return { changes: { passwordHash, organisationId, status: 'active' }, children: [{ child: 'roles', remove: held.map(({ id }) => id), insert: chosen }] };
}

/** Throws RuleBroken `last-to-lead` when nobody but this person leads the organisation and they would no longer. */
function ensureStillLed({ organisationId }: User, kept: readonly Role[], { kind, held, othersWhoLead }: LeavingFacts): void {
  const role = leadingRole(kind);
  const leads = held.some((each) => each.role === role && each.organisationId === organisationId);
  const words = kind === 'provider' ? 'Your organisation must always have a provider manager' : 'Your organisation must always have an administrator';
  ensure(!leads || kept.includes(role) || othersWhoLead > 0, 'last-to-lead', `${words}. Give someone else that role first.`, 'roles');
}

function rolesGiven(held: readonly HeldRoleRow[]): ChildChange {
  return { child: 'roles', insert: held };
}
