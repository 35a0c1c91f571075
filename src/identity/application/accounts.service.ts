import { Injectable } from '@nestjs/common';
import { ensure, NotAllowed, newId, organisationsOf, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { createOrganisation } from '../domain/organisation.js';
import { closeUser, createUser, roleFits, type HeldRoleRow } from '../domain/user.js';
import { roles, type NewUser, type OrganisationSummary, type Role } from '../identity.public.js';
import { OrganisationEntity } from '../persistence/organisation.entity.js';
import { TeamEntity } from '../persistence/team.entity.js';
import { UserEntity } from '../persistence/user.entity.js';
import { IdentityQueries } from './identity.queries.js';
import { Passwords } from './passwords.js';

/** Someone to join the organisation of whoever adds them; a team only for practitioners. */
export type NewColleague = Omit<NewUser, 'roles'> & { readonly roles: readonly Role[]; readonly teamId?: string | null };

/** Makes and closes organisations, teams and accounts. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: IdentityQueries,
    private readonly passwords: Passwords,
    private readonly reader: Reader,
  ) {}

  createOrganisation(actor: Actor, { kind, name, coverage }: Omit<OrganisationSummary, 'id'>): Promise<OrganisationEntity> {
    return this.work.create({ actor, action: 'organisation.create', entity: OrganisationEntity }, async () => {
      const nameTaken = await this.queries.organisationNameTaken(name);
      return createOrganisation({ id: newId(), kind, name: name.trim(), coverage: coverage ? [...coverage] : null }, { nameTaken });
    });
  }

  createTeam(actor: Actor, team: { readonly organisationId: string; readonly name: string }): Promise<TeamEntity> {
    return this.work.create({ actor, action: 'team.create', entity: TeamEntity }, () => ({ row: { id: newId(), ...team } }));
  }

  async createUser(actor: Actor, { name, email, password, roles }: NewUser): Promise<UserEntity> {
    const passwordHash = await this.passwords.hash(password);
    return this.work.create({ actor, action: 'user.create', entity: UserEntity }, async () => {
      const organisations = await this.queries.organisations(roles.map((each) => each.organisationId));
      const teams = await this.queries.organisationsOfTeams(roles.flatMap((each) => each.teamId ?? []));
      const id = newId();
      const held: HeldRoleRow[] = roles.map((each) => ({ id: newId(), userId: id, role: each.role, organisationId: each.organisationId, teamId: each.teamId ?? null }));
      const facts = {
        emailTaken: (await this.queries.userByEmail(email)) !== null,
        kindOf: (organisationId: string) => organisations.find((each) => each.id === organisationId)?.kind ?? 'provider',
        organisationOfTeam: (teamId: string) => teams.get(teamId),
      };
      const row = { id, name: name.trim(), email: email.trim().toLowerCase(), passwordHash, organisationId: roles[0]?.organisationId ?? '', status: 'active' as const };
      return createUser(row, held, facts);
    });
  }

  /** Gives a colleague an account in the organisation whose accounts the actor looks after. */
  addColleague(actor: Actor, { name, email, password, roles: chosen, teamId = null }: NewColleague): Promise<UserEntity> {
    const organisationId = lookedAfter(actor);
    const held = chosen.map((role) => ({ role, organisationId, teamId: role === 'practitioner' ? teamId : null }));
    return this.createUser(actor, { name, email, password, roles: held });
  }

  /** Roles that exist in that organisation, and its teams. */
  async choicesFor(actor: Actor): Promise<{ readonly roles: readonly Role[]; readonly teams: readonly { readonly id: string; readonly name: string }[] }> {
    const organisationId = lookedAfter(actor);
    const [organisation] = await this.queries.organisations([organisationId]);
    return { roles: roles.filter((role) => roleFits(role, organisation?.kind ?? 'provider')), teams: await this.queries.teams(organisationId) };
  }

  closeUser(actor: Actor, id: string): Promise<UserEntity> {
    ensure(id !== actor.id, 'own-account', 'You cannot close your own account. Ask a colleague to do it.');
    return this.work.change({ actor, action: 'user.close', entity: UserEntity, id }, (user) => closeUser(user));
  }

  user(actor: Actor, id: string): Promise<UserEntity> {
    return this.reader.one(actor, UserEntity, id);
  }
}

function lookedAfter(actor: Actor): string {
  const [organisationId] = organisationsOf(actor, 'administrator', 'provider-manager');
  if (!organisationId) throw new NotAllowed('user.create');
  return organisationId;
}
