import { Injectable } from '@nestjs/common';
import type { Actor, HeldRole } from '#libs/kernel';
import { Database, empty, Reader, sql, whereScope } from '#libs/persistence';
import type { HeldRoleRow } from '../domain/user.js';
import type { OrganisationSummary, Person, Role, TeamSummary } from '../identity.public.js';
import { UserEntity } from '../persistence/user.entity.js';
import { LocalGrantSources } from './grant-sources.js';

/** An account as sign-in needs it. */
export interface Account extends Person {
  readonly passwordHash: string;
  readonly status: 'active' | 'closed';
}

/** A user in the administrator's list. */
export interface UserRow extends Person {
  readonly status: string;
  readonly roles: string;
}

interface RoleRow {
  readonly role: string;
  readonly organisationId: string;
  readonly teamId: string | null;
  readonly kind: string;
  readonly coverage: string[] | null;
}

/** Reads of organisations, people and the roles they hold. */
@Injectable()
export class IdentityQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly grants: LocalGrantSources,
  ) {}

  userByEmail(email: string): Promise<Account | null> {
    return this.database.first<Account>(sql`select id, name, email, password_hash, status from identity.user_account where email = ${email.trim().toLowerCase()}`);
  }

  /** Whose active account a hashed API key opens, or null. */
  async userByKeyHash(keyHash: string): Promise<string | null> {
    const row = await this.database.first<{ id: string }>(sql`
      select u.id from identity.api_key k join identity.user_account u on u.id = k.user_id
      where k.key_hash = ${keyHash} and k.revoked_at is null and u.status = 'active'`);
    return row?.id ?? null;
  }

  /** Name and roles of an active account in one statement, and what it was granted by name; or null. */
  async actor(userId: string): Promise<Actor | null> {
    const rows = await this.database.rows<RoleRow & { name: string }>(sql`
      select u.name, r.role, r.organisation_id, r.team_id, o.kind, o.coverage
      from identity.user_account u join identity.held_role r on r.user_id = u.id join identity.organisation o on o.id = r.organisation_id
      where u.id = ${userId} and u.status = 'active' order by r.id`);
    const [first] = rows;
    if (!first) return null;
    const person = { id: userId, name: first.name, roles: rows.map(heldRole) };
    return { ...person, granted: await this.grants.of(person) };
  }

  organisations(ids: readonly string[]): Promise<OrganisationSummary[]> {
    return this.database.rows<OrganisationSummary>(sql`select id, kind, name, coverage from identity.organisation where id = any(${ids}::uuid[]) order by name`);
  }

  async organisationNameTaken(name: string): Promise<boolean> {
    return (await this.organisationIdByName(name)) !== null;
  }

  async organisationIdByName(name: string): Promise<string | null> {
    return (await this.database.first<{ id: string }>(sql`select id from identity.organisation where lower(name) = lower(${name.trim()})`))?.id ?? null;
  }

  async teamIdByName(organisationId: string, name: string): Promise<string | null> {
    return (await this.database.first<{ id: string }>(sql`select id from identity.team where organisation_id = ${organisationId} and name = ${name}`))?.id ?? null;
  }

  peopleWith(roles: readonly Role[], { organisationId, teamId }: { readonly organisationId: string; readonly teamId?: string }): Promise<Person[]> {
    return this.database.rows<Person>(sql`
      select distinct u.id, u.name, u.email from identity.user_account u join identity.held_role r on r.user_id = u.id
      where r.role = any(${roles}::text[]) and r.organisation_id = ${organisationId} and u.status = 'active'
      ${teamId ? sql`and r.team_id = ${teamId}` : empty} order by u.name, u.id`);
  }

  peopleCovering(roles: readonly Role[], areaCodes: readonly string[]): Promise<Person[]> {
    return this.database.rows<Person>(sql`
      select distinct u.id, u.name, u.email from identity.user_account u join identity.held_role r on r.user_id = u.id
      join identity.organisation o on o.id = r.organisation_id
      where r.role = any(${roles}::text[]) and o.kind = 'authority' and (o.coverage is null or o.coverage && ${areaCodes}::text[]) and u.status = 'active'
      order by u.name, u.id`);
  }

  people(ids: readonly string[]): Promise<Person[]> {
    return this.database.rows<Person>(sql`select id, name, email from identity.user_account where id = any(${ids}::uuid[]) order by name`);
  }

  teams(organisationId: string): Promise<{ id: string; name: string }[]> {
    return this.database.rows<{ id: string; name: string }>(sql`select id, name from identity.team where organisation_id = ${organisationId} order by name`);
  }

  teamsById(ids: readonly string[]): Promise<TeamSummary[]> {
    return this.database.rows<TeamSummary>(sql`select id, organisation_id, name from identity.team where id = any(${ids}::uuid[]) order by name`);
  }

  /** The organisation of each team that exists. */
  async organisationsOfTeams(teamIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ id: string; organisationId: string }>(sql`select id, organisation_id from identity.team where id = any(${teamIds}::uuid[])`);
    return new Map(rows.map((row) => [row.id, row.organisationId]));
  }

  /** Whose accounts a person's belongs to; null for someone unknown. */
  async organisationOfUser(id: string): Promise<string | null> {
    return (await this.database.first<{ organisationId: string }>(sql`select organisation_id from identity.user_account where id = ${id}`))?.organisationId ?? null;
  }

  heldRoles(userId: string): Promise<HeldRoleRow[]> {
    return this.database.rows<HeldRoleRow>(sql`select id, user_id, role, organisation_id, team_id from identity.held_role where user_id = ${userId} order by id`);
  }

  /** Ids of a person's API keys that still open their account. */
  async openKeys(userId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`select id from identity.api_key where user_id = ${userId} and revoked_at is null order by id`);
    return rows.map(({ id }) => id);
  }

  /** Accounts the actor may read, by name. */
  users(actor: Actor): Promise<UserRow[]> {
    return this.database.rows<UserRow>(sql`
      select u.id, u.name, u.email, u.status, coalesce(string_agg(r.role, ', ' order by r.role), '') as roles
      from identity.user_account u left join identity.held_role r on r.user_id = u.id
      where ${whereScope(this.reader.scope(actor, UserEntity), 'u')} group by u.id order by u.name, u.id limit 500`);
  }
}

function heldRole({ role, organisationId, teamId, kind, coverage }: RoleRow): HeldRole {
  return { role, organisationId, teamId, areas: kind === 'authority' ? (coverage ?? 'all') : [] };
}
