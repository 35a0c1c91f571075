import { Injectable } from '@nestjs/common';
import { RuleBroken, systemActor } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { roles, type OrganisationKind, type Role } from '../identity.public.js';
import { AccountsService } from './accounts.service.js';
import { IdentityQueries } from './identity.queries.js';
import { SHORTEST_PASSWORD } from './passwords.js';

/** An account as the operator asks for it on the command line. */
export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly kind: string;
  /** Area codes of a new authority, with commas between; national when left out. */
  readonly areas?: string;
  readonly team?: string;
  readonly password: string;
}

/** Makes the first accounts of an installation: outside demo mode there are none. */
@Injectable()
export class UserSetUp {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly queries: IdentityQueries,
  ) {}

  /** Makes the account, with its organisation and team where they are new; answers a line for the operator. Throws RuleBroken. */
  create(account: NewAccount): Promise<string> {
    if (account.password.length < SHORTEST_PASSWORD) throw new RuleBroken('password-too-short', `The password must be ${SHORTEST_PASSWORD} characters or more: pass it on standard input`);
    const role = roles.find((each) => each === account.role);
    if (!role) throw new RuleBroken('role-unknown', `The role must be one of ${roles.join(', ')}`);
    return this.database.transaction(() => this.make(role, account));
  }

  private async make(role: Role, { email, name, organisation, kind, areas, team, password }: NewAccount): Promise<string> {
    const organisationId = (await this.queries.organisationIdByName(organisation)) ?? (await this.newOrganisation(organisation, kind, areas));
    const teamId = team ? ((await this.queries.teamIdByName(organisationId, team)) ?? (await this.accounts.createTeam(systemActor, { organisationId, name: team })).id) : null;
    await this.accounts.createUser(systemActor, { name, email, password, roles: [{ role, organisationId, teamId }] });
    return `Made the account ${email}: ${role} at ${organisation}`;
  }

  private async newOrganisation(name: string, kind: string, areas: string | undefined): Promise<string> {
    if (kind !== 'authority' && kind !== 'provider') throw new RuleBroken('kind-unknown', 'The kind must be authority or provider');
    const coverage = kind === 'authority' && areas ? areas.split(',').map((code) => code.trim()) : null;
    return (await this.accounts.createOrganisation(systemActor, { kind: kind satisfies OrganisationKind, name, coverage })).id;
  }
}
