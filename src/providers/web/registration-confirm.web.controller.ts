import { Controller, Get, Param, Post } from '@nestjs/common';
import { Public } from '#libs/access';
import { LimitRate } from '#libs/api';
import { NotFound, RuleBroken } from '#libs/kernel';
import { page, redirect, type Page, type PageAnswer } from '#libs/web';
import { RegistrationService } from '../application/registration.service.js';
import type { RegistrationEntity } from '../persistence/registration.entity.js';

/** What the link in the mail leads to. Opening it does nothing: mail scanners open links too. */
@Controller('register/confirm')
export class RegistrationConfirmController {
  constructor(private readonly registrations: RegistrationService) {}

  @Get(':token')
  @Public()
  @LimitRate({ limit: 300, minutes: 10 })
  async ask(@Param('token') token: string): Promise<Page> {
    const registration = await this.linked(token);
    if (!registration) return linkUnknown();
    const { name, status } = registration;
    if (status === 'pending') return page('providers/web/views/registration-confirm', { name });
    return status === 'confirmed' ? page('providers/web/views/registration-done', { name }) : page('providers/web/views/registration-claimed', { name, isRefused: status === 'refused' });
  }

  @Post(':token')
  @Public()
  @LimitRate({ limit: 100, minutes: 10 })
  async confirm(@Param('token') token: string): Promise<PageAnswer> {
    const registration = await this.linked(token);
    if (!registration) return linkUnknown();
    try {
      const done = await this.registrations.confirm(registration.id);
      if (done.state !== 'confirmed') return page('providers/web/views/registration-claimed', { name: done.name, isRefused: done.state === 'refused' });
      return redirect('/sign-in', { flash: `${done.provider.name} is registered. Sign in with your email address and password to apply.` });
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      return page('providers/web/views/registration-late', lateModel(registration, error), { status: 422 });
    }
  }

  private linked(token: string): Promise<RegistrationEntity | null> {
    return this.registrations.linked(token).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
  }
}

function linkUnknown(): Page {
  return page('identity/web/views/link-unknown', { what: 'registration' }, { status: 404 });
}

/** Somebody else was first since the form was sent. */
function lateModel({ companyNumber, charityNumber, name }: RegistrationEntity, { field, message }: RuleBroken): object {
  const said = { companyNumber, charityNumber, name }[field ?? ''];
  return { message, name, joinHref: said ? `/register/join?organisation=${encodeURIComponent(said)}` : null };
}
