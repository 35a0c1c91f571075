import type { Actor } from '#libs/kernel';

export const roles = ['practitioner', 'commissioner', 'approver', 'evaluator', 'provider-manager', 'caseworker', 'provider-finance', 'administrator'] as const;
/** What someone may do in one organisation (DOMAIN: people and access). */
export type Role = (typeof roles)[number];

/** The Probation Service and its regions are authorities; everyone who delivers is a provider. */
export type OrganisationKind = 'authority' | 'provider';

/** An organisation as other modules need it. `coverage` lists the area codes an authority buys for; null is national. */
export interface OrganisationSummary {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly coverage: readonly string[] | null;
}

/** A user as other modules need it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A role to be held in an organisation, and in one of its teams where the role has a team. */
export interface RoleAssignment {
  readonly role: Role;
  readonly organisationId: string;
  readonly teamId?: string | null;
}

/** Someone to be given an account. The password is plain text here and hashed before it is stored. */
export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly roles: readonly RoleAssignment[];
}

/** Organisations, teams and people, for every module. */
export abstract class IdentityDirectory {
  /** The actor a user acts as today, or null when the account is unknown or closed. */
  abstract actorOf(userId: string): Promise<Actor | null>;
  abstract actorByEmail(email: string): Promise<Actor | null>;
  abstract organisation(id: string): Promise<OrganisationSummary>;
  abstract organisations(ids: readonly string[]): Promise<OrganisationSummary[]>;
  /** People who hold any of the roles in an organisation (and team, if named), by name. */
  abstract peopleWith(roles: readonly Role[], where: { readonly organisationId: string; readonly teamId?: string }): Promise<Person[]>;
  /** People who hold any of the roles over an area: in an authority that covers it, or nationally. */
  abstract peopleCovering(roles: readonly Role[], areaCodes: readonly string[]): Promise<Person[]>;
  abstract people(ids: readonly string[]): Promise<Person[]>;
  /** Makes an organisation, joining the transaction. Throws RuleBroken `organisation-name-taken`. */
  abstract createOrganisation(actor: Actor, organisation: Omit<OrganisationSummary, 'id'>): Promise<string>;
  abstract createTeam(actor: Actor, team: { readonly organisationId: string; readonly name: string }): Promise<string>;
  /** Makes an account, joining the transaction. Throws RuleBroken `email-taken`. */
  abstract createUser(actor: Actor, user: NewUser): Promise<string>;
}
