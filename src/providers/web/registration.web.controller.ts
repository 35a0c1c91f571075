import { Body, Controller, Get, Post } from '@nestjs/common';
import { Public } from '#libs/access';
import { LimitRate } from '#libs/api';
import { newId } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { RegistrationService } from '../application/registration.service.js';
import { legalForms, sizeNames } from '../domain/provider.js';
import { RegistrationForm } from './providers.forms.js';

/** Registering an organisation, open to anyone. */
@Controller('register')
export class RegistrationController {
  constructor(private readonly registrations: RegistrationService) {}

  @Get()
  @Public()
  ask(): Page {
    return registrationPage(firstAttempt({ registrationKey: newId() }));
  }

  @Post()
  @Public()
  @LimitRate({ limit: 100, minutes: 10 })
  register(@Body() body: unknown): Promise<PageAnswer> {
    return submit(RegistrationForm, body, {
      run: ({ userName, email, password, registrationKey, ...details }) => this.registrations.register({ details, user: { name: userName, email, password }, key: registrationKey }),
      done: (provider) => redirect('/sign-in', { flash: `${provider.name} is registered. Sign in with your email address and password to apply.` }),
      again: (attempt) => registrationPage(attempt),
    });
  }
}

function registrationPage(attempt: Attempt): Page {
  return page('providers/web/views/register', {
    attempt,
    legalForms: Object.entries(legalForms).map(([value, { name }]) => ({ value, text: name })),
    sizes: Object.entries(sizeNames).map(([value, text]) => ({ value, text })),
  });
}
