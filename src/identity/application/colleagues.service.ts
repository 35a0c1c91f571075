import { Injectable } from '@nestjs/common';
import { Clock, ensure, must, newId, type Actor } from '#libs/kernel';
import { Database, Reader, sql, UnitOfWork } from '#libs/persistence';
import { changeRoles, closeUser, leadingRole, type HeldRoleRow, type LeavingFacts, type User } from '../domain/user.js';
import type { Role } from '../identity.public.js';
import { OrganisationEntity } from '../persistence/organisation.entity.js';
import { UserEntity } from '../persistence/user.entity.js';
import { IdentityQueries } from './identity.queries.js';

/** The roles a colleague is to hold, a team for practitioners; `revision` is the account as it was seen. */
export interface ChosenRoles {
  readonly roles: readonly Role[];
  readonly teamId?: string | null;
  readonly revision?: number;
}

/** What becomes of the people of an organisation: other roles, or the end of their account. */
@Injectable()
export class ColleaguesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly queries: IdentityQueries,
    private readonly clock: Clock,
  ) {}

  /** Closes an account; its sessions and API keys end with it. Everyone else who changes the organisation's people waits, so that it keeps someone who leads it. */
  async close(actor: Actor, id: string): Promise<UserEntity> {
    ensure(id !== actor.id, 'own-account', 'You cannot close your own account. Ask a colleague to do it.');
    return this.changed({ actor, action: 'user.close', id }, async (user, facts) => {
      await this.database.run(sql`delete from platform.session where sess -> 'passport' ->> 'user' = ${id}`);
      return closeUser(user, { ...facts, keyIds: await this.queries.openKeys(id), now: this.clock.now() });
    });
  }

  /** Gives a colleague other roles; they count from the next thing they do. */
  changeRoles(actor: Actor, id: string, { roles, teamId = null, revision }: ChosenRoles): Promise<UserEntity> {
    return this.changed({ actor, action: 'user.change-roles', id, ...(revision === undefined ? {} : { revision }) }, async (user, facts) => {
      const { organisationId } = user;
      const chosen = roles.map((role): HeldRoleRow => ({ id: newId(), userId: id, role, organisationId, teamId: role === 'practitioner' ? teamId : null }));
      return changeRoles(user, chosen, { ...facts, teamIds: (await this.queries.teams(organisationId)).map((team) => team.id) });
    });
  }

  /** A colleague with the roles they hold, for whoever may change them. */
  async colleague(actor: Actor, id: string): Promise<UserEntity & { readonly held: readonly HeldRoleRow[] }> {
    const user = await this.reader.one(actor, UserEntity, id, 'user.change-roles');
    return { ...user, held: await this.queries.heldRoles(id) };
  }

  private changed(
    command: { readonly actor: Actor; readonly action: string; readonly id: string; readonly revision?: number },
    decide: (user: User, facts: LeavingFacts) => ReturnType<typeof changeRoles> | Promise<ReturnType<typeof changeRoles>>,
  ): Promise<UserEntity> {
    return this.database.transaction(async () => {
      const home = await this.queries.organisationOfUser(command.id);
      const locks = home ? ([[OrganisationEntity, home]] as const) : [];
      return this.work.change({ ...command, entity: UserEntity, locks }, async (user) => decide(user, await this.factsOf(user)));
    });
  }

  private async factsOf({ id, organisationId }: User): Promise<LeavingFacts> {
    const { kind } = must((await this.queries.organisations([organisationId]))[0], 'the organisation');
    const leaders = await this.queries.peopleWith([leadingRole(kind)], { organisationId });
    return { kind, held: await this.queries.heldRoles(id), othersWhoLead: leaders.filter((each) => each.id !== id).length };
  }
}
