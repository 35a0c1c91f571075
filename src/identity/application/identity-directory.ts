import { Injectable } from '@nestjs/common';
import { must, type Actor } from '#libs/kernel';
import { IdentityDirectory, type Letter, type LetterKind, type NewUser, type OrganisationSummary, type Person, type Role, type TeamSummary } from '../identity.public.js';
import { AccountsService } from './accounts.service.js';
import { IdentityQueries } from './identity.queries.js';
import { Letters } from './letters.js';

/** Identity as the other modules see it. */
@Injectable()
export class LocalIdentityDirectory extends IdentityDirectory {
  constructor(
    private readonly accounts: AccountsService,
    private readonly queries: IdentityQueries,
    private readonly letters: Letters,
  ) {
    super();
  }

  actorOf(userId: string): Promise<Actor | null> {
    return this.queries.actor(userId);
  }

  async actorByEmail(email: string): Promise<Actor | null> {
    const account = await this.queries.userByEmail(email);
    return account && this.queries.actor(account.id);
  }

  async organisation(id: string): Promise<OrganisationSummary> {
    return must((await this.queries.organisations([id]))[0], `organisation ${id}`);
  }

  organisations(ids: readonly string[]): Promise<OrganisationSummary[]> {
    return this.queries.organisations(ids);
  }

  peopleWith(roles: readonly Role[], where: { readonly organisationId: string; readonly teamId?: string }): Promise<Person[]> {
    return this.queries.peopleWith(roles, where);
  }

  peopleCovering(roles: readonly Role[], areaCodes: readonly string[]): Promise<Person[]> {
    return this.queries.peopleCovering(roles, areaCodes);
  }

  people(ids: readonly string[]): Promise<Person[]> {
    return this.queries.people(ids);
  }

  teams(ids: readonly string[]): Promise<TeamSummary[]> {
    return this.queries.teamsById(ids);
  }

  async createOrganisation(actor: Actor, organisation: Omit<OrganisationSummary, 'id'>): Promise<string> {
    return (await this.accounts.createOrganisation(actor, organisation)).id;
  }

  async createTeam(actor: Actor, team: { readonly organisationId: string; readonly name: string }): Promise<string> {
    return (await this.accounts.createTeam(actor, team)).id;
  }

  async createUser(actor: Actor, user: NewUser): Promise<string> {
    return (await this.accounts.createUser(actor, user)).id;
  }

  letter(kind: LetterKind, id: string): Promise<Letter | null> {
    return this.letters.about(kind, id);
  }
}
