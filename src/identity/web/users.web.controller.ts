import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Actions, CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Navigation, firstAttempt, page, redirect, sentence, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { AccountsService } from '../application/accounts.service.js';
import { IdentityQueries } from '../application/identity.queries.js';
import { NewUserForm } from './user.forms.js';

/** The accounts of one's own organisation, for those who look after them. */
@Controller('users')
export class UsersController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly queries: IdentityQueries,
    private readonly actions: Actions,
    navigation: Navigation,
  ) {
    navigation.add({ label: 'Users', href: '/users', order: 90, visible: (actor) => actions.reachesAnything(actor, 'user.create') });
  }

  @Get()
  @Needs('user.create')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    const users = (await this.queries.users(actor)).map((user) => ({ ...user, roles: user.roles.split(', ').map(roleName).join(', ') }));
    return page('identity/web/views/users', { users, ownId: actor.id, mayClose: this.actions.reachesAnything(actor, 'user.close') });
  }

  @Get('new')
  @Needs('user.create')
  ask(@CurrentActor() actor: Actor): Promise<Page> {
    return this.newUserPage(actor, firstAttempt());
  }

  @Post('new')
  @Needs('user.create')
  create(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return submit(NewUserForm, body, {
      run: (form) => this.accounts.addColleague(actor, form),
      done: (user) => redirect('/users', { flash: `${user.name} can now sign in` }),
      again: (attempt) => this.newUserPage(actor, attempt),
    });
  }

  @Post(':id/close')
  @Needs('user.close')
  async close(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const user = await this.accounts.closeUser(actor, id);
    return redirect('/users', { flash: `The account of ${user.name} is closed` });
  }

  private async newUserPage(actor: Actor, attempt: Attempt): Promise<Page> {
    const { roles, teams } = await this.accounts.choicesFor(actor);
    return page('identity/web/views/new-user', {
      attempt,
      roles: roles.map((role) => ({ value: role, text: roleName(role) })),
      teams: teams.map(({ id, name }) => ({ value: id, text: name })),
    });
  }
}

/** "Provider manager". */
function roleName(role: string): string {
  return sentence(role.replace('-', ' '));
}
