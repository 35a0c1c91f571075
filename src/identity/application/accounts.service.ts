import { Injectable } from '@nestjs/common';
import { must, NotAllowed, newId, organisationsOf, systemActor, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { createOrganisation } from '../domain/organisation.js';
import { createUser, reopenUser, roleFits, type HeldRoleRow } from '../domain/user.js';
import { roles, type NewUser, type OrganisationSummary, type Role, type RoleAssignment } from '../identity.public.js';
import { OrganisationEntity } from '../persistence/organisation.entity.js';
import { TeamEntity } from '../persistence/team.entity.js';
import { UserEntity } from '../persistence/user.entity.js';
import { IdentityQueries } from './identity.queries.js';
import { Passwords } from './passwords.js';

/** Someone whose password was hashed before. */
export type Admitted = Omit<NewUser, 'password'> & { readonly passwordHash: string };

/** Makes organisations, teams and accounts. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: IdentityQueries,
    private readonly passwords: Passwords,
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

  async createUser(actor: Actor, { password, ...user }: NewUser): Promise<UserEntity> {
    return this.make(actor, { ...user, passwordHash: await this.passwords.hash(password) });
  }

  /** Gives someone who has shown that an address is theirs an account, or opens the closed one they had. Joins the transaction. */
  async admit(actor: Actor, admitted: Admitted): Promise<UserEntity> {
    const account = await this.queries.userByEmail(admitted.email);
    return account?.status === 'closed' ? this.reopen(account.id, admitted) : this.make(actor, admitted);
  }

  /** Whether an address had an account that is closed now. */
  async isClosed(email: string): Promise<boolean> {
    return (await this.queries.userByEmail(email))?.status === 'closed';
  }

  /** Roles that exist in the organisation whose accounts the actor looks after, and its teams. */
  async choicesFor(actor: Actor): Promise<{ readonly roles: readonly Role[]; readonly teams: readonly { readonly id: string; readonly name: string }[] }> {
    const organisationId = this.lookedAfterBy(actor);
    const [organisation] = await this.queries.organisations([organisationId]);
    return { roles: roles.filter((role) => roleFits(role, organisation?.kind ?? 'provider')), teams: await this.queries.teams(organisationId) };
  }

  /** The organisation whose accounts the actor looks after. Throws NotAllowed. */
  lookedAfterBy(actor: Actor): string {
    const [organisationId] = organisationsOf(actor, 'administrator', 'provider-manager');
    if (!organisationId) throw new NotAllowed('user.create');
    return organisationId;
  }

  private make(actor: Actor, { name, email, passwordHash, roles: assigned }: Admitted): Promise<UserEntity> {
    return this.work.create({ actor, action: 'user.create', entity: UserEntity }, async () => {
      const organisations = await this.queries.organisations(assigned.map((each) => each.organisationId));
      const teams = await this.queries.organisationsOfTeams(assigned.flatMap((each) => each.teamId ?? []));
      const id = newId();
      const facts = {
        emailTaken: (await this.queries.userByEmail(email)) !== null,
        kindOf: (organisationId: string) => organisations.find((each) => each.id === organisationId)?.kind ?? 'provider',
        organisationOfTeam: (teamId: string) => teams.get(teamId),
      };
      const row = { id, name: name.trim(), email: email.trim().toLowerCase(), passwordHash, organisationId: assigned[0]?.organisationId ?? '', status: 'active' as const };
      return createUser(row, heldBy(id, assigned), facts);
    });
  }

  /** The service itself opens it again: whoever joins may not read accounts. */
  private reopen(id: string, { passwordHash, roles: assigned }: Admitted): Promise<UserEntity> {
    const { organisationId } = must(assigned[0], 'a role');
    return this.work.change({ actor: systemActor, action: 'user.reopen', entity: UserEntity, id }, async (user) =>
      reopenUser(user, { passwordHash, organisationId, held: await this.queries.heldRoles(id), chosen: heldBy(id, assigned) }),
    );
  }
}

function heldBy(userId: string, assigned: readonly RoleAssignment[]): HeldRoleRow[] {
  return assigned.map(({ role, organisationId, teamId = null }) => ({ id: newId(), userId, role, organisationId, teamId }));
}
