import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { AccountsService } from '../application/accounts.service.js';
import { JoinRequestsService } from '../application/join-requests.service.js';
import { roleItems } from './role-names.js';
import { DeclineForm, RolesForm } from './user.forms.js';

/** Answering people who ask to join. */
@Controller('users/join-requests')
export class JoinRequestsController {
  constructor(
    private readonly requests: JoinRequestsService,
    private readonly accounts: AccountsService,
  ) {}

  @Get(':id')
  @Needs('join-request.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.requestPage(actor, id, firstAttempt());
  }

  @Post(':id/approve')
  @Needs('join-request.approve')
  approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(RolesForm, body, {
      run: (form) => this.requests.approve(actor, id, form),
      done: ({ name, invitationId }) => redirect(`/users/invited?invitation=${invitationId ?? ''}`, { flash: `${name} is invited to join` }),
      again: (attempt) => this.requestPage(actor, id, attempt),
    });
  }

  @Post(':id/decline')
  @Needs('join-request.decline')
  decline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(DeclineForm, body, {
      run: ({ reason }) => this.requests.decline(actor, id, reason),
      done: ({ name }) => redirect('/users', { flash: `The request of ${name} is declined. They are told why.` }),
      again: (attempt) => this.requestPage(actor, id, attempt),
    });
  }

  private async requestPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const request = await this.requests.request(actor, id);
    const { roles, teams } = await this.accounts.choicesFor(actor);
    return page('identity/web/views/join-request', { attempt, request, roles: roleItems(roles), teams: teams.map(({ id: value, name }) => ({ value, text: name })) });
  }
}
