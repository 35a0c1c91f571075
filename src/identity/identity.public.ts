import type { Actor, DomainEvent } from '#libs/kernel';

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

/** A team as other modules need it. */
export interface TeamSummary {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
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

/** What a letter can be about: the name of its link's token too. */
export type LetterKind = 'confirm-address' | 'newcomer-refused' | 'invitation' | 'join-declined';

/** A letter to an address that need not be anybody's account. Its link is the path and, where there is one, the token: a secret that is in the mail alone. */
export interface Letter {
  readonly address: string;
  readonly subject: string;
  readonly words: string;
  readonly path: string;
  readonly token: string | null;
}

/** Someone who asks to join an organisation. */
export interface JoinPlea {
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly note: string;
}

/** People who have no account yet: they show that an address is theirs, then come in. Everything joins the transaction. */
export abstract class Newcomers {
  /** Remembers someone and sends a link to their address; the same whether or not it has an account. */
  abstract ask(actor: Actor, newcomer: { readonly name: string; readonly email: string; readonly password: string }): Promise<string>;
  abstract sendAgain(actor: Actor, id: string): Promise<void>;
  /** Whose link it is that carries the token, or null for one we never made. */
  abstract idIn(token: string): string | null;
  abstract find(id: string): Promise<Person | null>;
  /** Gives a newcomer an account. Throws RuleBroken `email-taken`. */
  abstract admit(actor: Actor, id: string, roles: readonly RoleAssignment[]): Promise<string>;
  /** Refuses a newcomer and writes to them why. */
  abstract refuse(actor: Actor, id: string, reason: string): Promise<void>;
  abstract forget(actor: Actor, id: string): Promise<void>;
  /** The letter with the link, to be shown where no mail is sent (development and the demo world); null where it is. */
  abstract shownLetter(id: string): Promise<Letter | null>;
  /** Someone asks to join an organisation; asking again while it waits changes nothing. */
  abstract askToJoin(actor: Actor, plea: JoinPlea): Promise<void>;
}

/** Which restricted records someone was granted by name: the ids that become `actor.granted`, asked on every request. */
export type GrantSource = (person: Omit<Actor, 'granted'>) => Promise<readonly string[]>;

/** Modules whose records can be restricted say here, when they start, what people were granted. */
export abstract class GrantSources {
  abstract add(source: GrantSource): void;
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
  abstract teams(ids: readonly string[]): Promise<TeamSummary[]>;
  /** Makes an organisation, joining the transaction. Throws RuleBroken `organisation-name-taken`. */
  abstract createOrganisation(actor: Actor, organisation: Omit<OrganisationSummary, 'id'>): Promise<string>;
  abstract createTeam(actor: Actor, team: { readonly organisationId: string; readonly name: string }): Promise<string>;
  /** Makes an account, joining the transaction. Throws RuleBroken `email-taken`. */
  abstract createUser(actor: Actor, user: NewUser): Promise<string>;
  /** A letter about something, as it stands now; null when there is nothing left to write. */
  abstract letter(kind: LetterKind, id: string): Promise<Letter | null>;
}

export type AddressConfirmationAsked = DomainEvent & { readonly type: 'identity.confirmation-asked'; readonly data: { readonly newcomerId: string } };
export type NewcomerRefused = DomainEvent & { readonly type: 'identity.newcomer-refused'; readonly data: { readonly newcomerId: string } };
export type InvitationMade = DomainEvent & { readonly type: 'identity.invitation-made'; readonly data: { readonly invitationId: string; readonly organisationId: string } };
export type JoinRequested = DomainEvent & { readonly type: 'identity.join-requested'; readonly data: { readonly joinRequestId: string; readonly organisationId: string } };
export type JoinApproved = DomainEvent & { readonly type: 'identity.join-approved'; readonly data: JoinRequested['data'] };
export type JoinDeclined = DomainEvent & { readonly type: 'identity.join-declined'; readonly data: JoinRequested['data'] };
export type UserRemoved = DomainEvent & { readonly type: 'identity.user-removed'; readonly data: { readonly userId: string; readonly organisationId: string } };
