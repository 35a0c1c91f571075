import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Public } from '#libs/access';
import { LimitRate } from '#libs/api';
import { firstAttempt, page, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { RegistrationJoining, type NamedOrganisation } from '../application/registration-joining.js';
import { JoinForm } from './registration.forms.js';

/** Asking to join an organisation that is registered already: open to anyone, and silent about who is in it. */
@Controller('register/join')
export class RegistrationJoinController {
  constructor(private readonly joining: RegistrationJoining) {}

  @Get()
  @Public()
  @LimitRate({ limit: 100, minutes: 10 })
  ask(@Query('organisation') organisation: unknown): Promise<Page> {
    return this.joinPage(firstAttempt({ organisation: typeof organisation === 'string' ? organisation.slice(0, 200) : '' }));
  }

  @Post()
  @Public()
  @LimitRate({ limit: 20, minutes: 60 })
  join(@Body() body: unknown): Promise<PageAnswer> {
    return submit(JoinForm, body, {
      run: ({ organisation, ...person }) => this.joining.ask(namedBy(organisation), person),
      done: (name) => page('providers/web/views/registration-join-sent', { name }),
      again: (attempt) => this.joinPage(attempt),
    });
  }

  private async joinPage(attempt: Attempt): Promise<Page> {
    const said = String(attempt.values['organisation'] ?? '').replaceAll('\0', '');
    const organisation = said === '' ? null : await this.joining.organisation(namedBy(said));
    return page('providers/web/views/registration-join', { attempt, organisation: organisation?.name });
  }
}

/** A number of either register, or a name: whichever it is. */
function namedBy(text: string): NamedOrganisation {
  return { companyNumber: text, charityNumber: text, name: text };
}
