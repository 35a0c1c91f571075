import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Public } from '#libs/access';
import { LimitRate } from '#libs/api';
import { NotFound } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { InvitationsService } from '../application/invitations.service.js';
import { roleName } from './role-names.js';
import { AcceptInvitationForm } from './user.forms.js';

/** What the link of an invitation leads to. Opening it does nothing: mail scanners open links too. */
@Controller('invitations')
export class AcceptInvitationController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get(':token')
  @Public()
  @LimitRate({ limit: 300, minutes: 10 })
  ask(@Param('token') token: string): Promise<Page> {
    return this.invitationPage(token, firstAttempt());
  }

  @Post(':token')
  @Public()
  @LimitRate({ limit: 100, minutes: 10 })
  async accept(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    const shown = await this.invitationPage(token, firstAttempt());
    if (shown.view !== OPEN) return shown;
    return submit(AcceptInvitationForm, body, {
      run: (form) => this.invitations.accept(token, form),
      done: () => redirect('/sign-in', { flash: 'Your account is ready. Sign in with your email address and password.' }),
      again: (attempt) => this.invitationPage(token, attempt),
    });
  }

  private async invitationPage(token: string, attempt: Attempt): Promise<Page> {
    const invitation = await this.invitations.opened(token).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    if (!invitation) return page('identity/web/views/link-unknown', { what: 'invitation' }, { status: 404 });
    if (invitation.state !== 'waiting') return page('identity/web/views/invitation-over', { invitation });
    return page(OPEN, { attempt, invitation: { ...invitation, roles: invitation.roles.map(roleName).join(', ') } });
  }
}

const OPEN = 'identity/web/views/accept-invitation';
