import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { AccountsService } from '../application/accounts.service.js';
import { ColleaguesService } from '../application/colleagues.service.js';
import { IdentityQueries } from '../application/identity.queries.js';
import { JoiningQueries } from '../application/joining.queries.js';
import { roleItems } from './role-names.js';
import { ChangeRolesForm } from './user.forms.js';
import { peopleShown } from './users.page.js';

/** The people of one's own organisation, for those who look after its accounts. */
@Controller('users')
export class UsersController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly colleagues: ColleaguesService,
    private readonly queries: IdentityQueries,
    private readonly joining: JoiningQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('invitation.make')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    const [users, invitations, requests] = await Promise.all([this.queries.users(actor), this.joining.invitations(actor), this.joining.joinRequests(actor)]);
    return page('identity/web/views/users', peopleShown({ users, invitations, requests, ownId: actor.id, today: this.clock.today() }));
  }

  @Get(':id/roles')
  @Needs('user.change-roles')
  async askRoles(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const { held, revision } = await this.colleagues.colleague(actor, id);
    return this.rolesPage(actor, id, firstAttempt({ roles: held.map(({ role }) => role), teamId: held.find(({ teamId }) => teamId)?.teamId ?? null, revision }));
  }

  @Post(':id/roles')
  @Needs('user.change-roles')
  changeRoles(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ChangeRolesForm, body, {
      run: (form) => this.colleagues.changeRoles(actor, id, form),
      done: ({ name }) => redirect('/users', { flash: `The roles of ${name} are changed` }),
      again: (attempt) => this.rolesPage(actor, id, attempt),
    });
  }

  @Get(':id/close')
  @Needs('user.close')
  async askClose(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return page('identity/web/views/close-user', { colleague: await this.colleagues.colleague(actor, id) });
  }

  @Post(':id/close')
  @Needs('user.close')
  async close(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const { name } = await this.colleagues.close(actor, id);
    return redirect('/users', { flash: `${name} is removed and can no longer sign in` });
  }

  private async rolesPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const colleague = await this.colleagues.colleague(actor, id);
    const { roles, teams } = await this.accounts.choicesFor(actor);
    return page('identity/web/views/change-roles', { attempt, colleague, roles: roleItems(roles), teams: teams.map(({ id: value, name }) => ({ value, text: name })) });
  }
}
