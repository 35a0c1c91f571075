import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Public } from '#libs/access';
import { IdParam, LimitRate } from '#libs/api';
import { newId } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import type { Request } from 'express';
import { Newcomers } from '../../identity/identity.public.js';
import { RegistrationService } from '../application/registration.service.js';
import { legalForms, sizeNames } from '../domain/provider.js';
import { RegistrationForm } from './registration.forms.js';

/** Fields whose value can be another organisation's, and so the way to join that one. */
const NAMING = ['companyNumber', 'charityNumber', 'name'];

/** Registering an organisation, open to anyone: the form, then the link in the mail. */
@Controller('register')
export class RegistrationController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly newcomers: Newcomers,
  ) {}

  @Get()
  @Public()
  ask(): Page {
    return registrationPage(firstAttempt({ registrationKey: newId() }));
  }

  @Post()
  @Public()
  @LimitRate({ limit: 20, minutes: 60, by: addressGiven }, { limit: 100, minutes: 10 })
  register(@Body() body: unknown): Promise<PageAnswer> {
    return submit(RegistrationForm, body, {
      run: ({ userName, email, password, registrationKey, ...details }) => this.registrations.ask({ details, user: { name: userName, email, password }, key: registrationKey }),
      done: (id) => redirect(`/register/check-email/${id}`),
      again: (attempt) => registrationPage(attempt),
    });
  }

  @Get('check-email/:id')
  @Public()
  async checkEmail(@Param('id', IdParam) id: string): Promise<PageAnswer> {
    const { status, name } = await this.registrations.registration(id);
    if (status === 'confirmed') return redirect('/sign-in', { flash: `${name} is registered. Sign in with your email address and password.` });
    if (status !== 'pending') return page('providers/web/views/registration-claimed', { name, isRefused: status === 'refused' });
    const newcomer = await this.newcomers.find(id);
    return page('providers/web/views/registration-check-email', { id, name, email: newcomer?.email, letter: await this.newcomers.shownLetter(id) });
  }

  @Post('check-email/:id/send-again')
  @Public()
  @LimitRate({ limit: 15, minutes: 60, by: registrationAsked }, { limit: 50, minutes: 15 })
  async sendAgain(@Param('id', IdParam) id: string): Promise<PageAnswer> {
    await this.registrations.sendAgain(id);
    return redirect(`/register/check-email/${id}`, { flash: 'The email is sent again' });
  }
}

/** So that nobody’s mailbox is filled. */
function addressGiven({ body }: Request): string {
  return String((body as { email?: unknown }).email).trim().toLowerCase();
}

function registrationAsked({ params }: Request): string {
  return String(params['id']);
}

function registrationPage(attempt: Attempt): Page {
  return page('providers/web/views/register', {
    attempt,
    joinHref: joinHref(attempt),
    legalForms: Object.entries(legalForms).map(([value, { name }]) => ({ value, text: name })),
    sizes: Object.entries(sizeNames).map(([value, text]) => ({ value, text })),
  });
}

/** Where to ask to join, when a number or the name is another organisation's. */
function joinHref({ values, errors }: Attempt): string | null {
  const taken = errors.find(({ field, message }) => NAMING.includes(field) && message.includes('already registered'));
  return taken ? `/register/join?organisation=${encodeURIComponent(String(values[taken.field]))}` : null;
}
