import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { must, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ProviderQueries } from '../application/providers.queries.js';
import { RegistrationClaimsService } from '../application/registration-claims.service.js';
import { legalForms, sizeNames } from '../domain/provider.js';
import { RefuseClaimForm } from './registration.forms.js';

/** Registrations that say they are a listed organisation, for commissioners. */
@Controller('registrations')
export class RegistrationClaimsController {
  constructor(
    private readonly claims: RegistrationClaimsService,
    private readonly providers: ProviderQueries,
  ) {}

  @Get(':id')
  @Needs('registration.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.claimPage(actor, id, firstAttempt());
  }

  @Post(':id/approve')
  @Needs('registration.approve')
  approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(class {}, body, {
      run: () => this.claims.approve(actor, id),
      done: ({ name, providerId }) => redirect(`/organisations/${providerId ?? ''}`, { flash: `${name} is registered. Its contracts stay with it.` }),
      again: (attempt) => this.claimPage(actor, id, attempt),
    });
  }

  @Post(':id/refuse')
  @Needs('registration.refuse')
  refuse(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(RefuseClaimForm, body, {
      run: ({ reason }) => this.claims.refuse(actor, id, reason),
      done: ({ name }) => redirect('/', { flash: `The registration of ${name} is refused. They are told why.` }),
      again: (attempt) => this.claimPage(actor, id, attempt),
    });
  }

  private async claimPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const claim = await this.claims.claim(actor, id);
    const [listed] = await this.providers.summaries([must(claim.providerId, 'the organisation')]);
    return page('providers/web/views/registration-claim', { attempt, claim, listed, legalForm: legalForms[claim.legalForm].name, size: sizeNames[claim.size] });
  }
}
