import { Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { holds } from '#libs/kernel';
import { Navigation, page, redirect, type Page, type PageAnswer } from '#libs/web';
import { AccountsService } from '../application/accounts.service.js';
import { IdentityQueries } from '../application/identity.queries.js';

/** The administrator's list of accounts. */
@Controller('users')
export class UsersController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly queries: IdentityQueries,
    navigation: Navigation,
  ) {
    navigation.add({ label: 'Users', href: '/users', order: 90, visible: (actor) => holds(actor, 'administrator') });
  }

  @Get()
  @Needs('user.close')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    return page('identity/web/views/users', { users: await this.queries.users(actor) });
  }

  @Post(':id/close')
  @Needs('user.close')
  async close(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const user = await this.accounts.closeUser(actor, id);
    return redirect('/users', { flash: `The account of ${user.name} is closed` });
  }
}
