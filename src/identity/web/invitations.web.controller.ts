import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam, LimitRate } from '#libs/api';
import { isId, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { AccountsService } from '../application/accounts.service.js';
import { InvitationsService } from '../application/invitations.service.js';
import { roleItems } from './role-names.js';
import { InvitationForm } from './user.forms.js';

/** Inviting colleagues. */
@Controller('users')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly accounts: AccountsService,
  ) {}

  @Get('invite')
  @Needs('invitation.make')
  ask(@CurrentActor() actor: Actor): Promise<Page> {
    return this.invitePage(actor, firstAttempt());
  }

  @Post('invite')
  @Needs('invitation.make')
  @LimitRate({ limit: 200, minutes: 60 })
  invite(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return submit(InvitationForm, body, {
      run: (form) => this.invitations.invite(actor, form),
      done: ({ id, email }) => redirect(`/users/invited?invitation=${id}`, { flash: `${email} is invited` }),
      again: (attempt) => this.invitePage(actor, attempt),
    });
  }

  /** After an invitation: where no mail is sent, the message is shown. */
  @Get('invited')
  @Needs('invitation.make')
  async invited(@CurrentActor() actor: Actor, @Query('invitation') id: unknown): Promise<PageAnswer> {
    const invitation = typeof id === 'string' && isId(id) ? await this.invitations.invitation(actor, id).catch(() => null) : null;
    if (!invitation) return redirect('/users');
    return page('identity/web/views/invited', { invitation, letter: await this.invitations.shownLetter(invitation.id) });
  }

  @Post('invitations/:id/resend')
  @Needs('invitation.resend')
  @LimitRate({ limit: 200, minutes: 60 })
  async resend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const { email } = await this.invitations.resend(actor, id);
    return redirect(`/users/invited?invitation=${id}`, { flash: `The invitation to ${email} is sent again` });
  }

  @Post('invitations/:id/cancel')
  @Needs('invitation.cancel')
  async cancel(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const { email } = await this.invitations.cancel(actor, id);
    return redirect('/users', { flash: `The invitation to ${email} is cancelled` });
  }

  private async invitePage(actor: Actor, attempt: Attempt): Promise<Page> {
    const { roles, teams } = await this.accounts.choicesFor(actor);
    return page('identity/web/views/invite', { attempt, roles: roleItems(roles), teams: teams.map(({ id, name }) => ({ value: id, text: name })) });
  }
}
