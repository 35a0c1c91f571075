import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { LimitedAccessService } from '../application/limited-access.service.js';
import { ReferralsService } from '../application/referrals.service.js';
import { AccessForm, LiftForm } from './access.forms.js';
import { accessPage } from './access.page.js';

/** Limiting who can see a referral. */
@Controller('referrals/:id/access')
export class AccessController {
  constructor(
    private readonly service: LimitedAccessService,
    private readonly referrals: ReferralsService,
    private readonly identity: IdentityDirectory,
  ) {}

  @Get()
  @Needs('referral.limit')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.accessPage(actor, id);
  }

  @Post()
  @Needs('referral.limit')
  async limit(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    await this.referrals.referral(actor, id, 'referral.limit');
    return submit(AccessForm, body, {
      run: ({ readerIds, reason }) => this.service.limit(actor, id, { readerIds, reason: reason ?? '', ...seen(body) }),
      done: ({ reference }) => redirect(`/referrals/${id}/access`, { flash: `Only the people named can see referral ${reference}` }),
      again: (attempt) => this.accessPage(actor, id, attempt),
    });
  }

  @Get('lift')
  @Needs('referral.lift-limit')
  async askLift(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.liftPage(actor, id, firstAttempt());
  }

  @Post('lift')
  @Needs('referral.lift-limit')
  async lift(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(LiftForm, body, {
      run: ({ reason }) => this.service.lift(actor, id, reason),
      done: ({ reference }) => redirect(`/referrals/${id}`, { flash: `Access to referral ${reference} is no longer limited` }),
      again: (attempt) => this.liftPage(actor, id, attempt),
    });
  }

  private async accessPage(actor: Actor, id: string, attempt?: Attempt): Promise<Page> {
    const access = await this.service.access(actor, id);
    const named = await this.identity.people(access.always);
    const shown = attempt ?? firstAttempt({ readerIds: access.readers.map((each) => each.id) });
    return page('referrals/web/views/access', accessPage(access, shown, named));
  }

  private async liftPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { reference } = await this.referrals.referral(actor, id, 'referral.lift-limit');
    return page('referrals/web/views/access-lift', { attempt, reference, back: `/referrals/${id}/access` });
  }
}

/** The revision the page showed, so that a second tab is told. */
function seen({ revision }: Record<string, unknown>): { revision?: number } {
  const shown = Number(revision);
  return Number.isInteger(shown) && shown > 0 ? { revision: shown } : {};
}
