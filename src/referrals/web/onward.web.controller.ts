import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { AnswersService } from '../application/answers.service.js';
import { ReferralQueries } from '../application/referrals.queries.js';
import { ReferralsService } from '../application/referrals.service.js';
import { TransfersService } from '../application/transfers.service.js';
import type { ReferralEntity } from '../persistence/referral.entity.js';
import { searchFor } from './find.forms.js';
import { chooseAnotherPage, transferPage } from './onward.page.js';
import { AgainForm, TransferForm } from './since-sent.forms.js';

/** Going on at another service without typing anything again. */
@Controller('referrals/:id')
export class OnwardController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly answers: AnswersService,
    private readonly transfers: TransfersService,
    private readonly queries: ReferralQueries,
    private readonly contracts: ContractDirectory,
    private readonly clock: Clock,
  ) {}

  @Get('choose-another')
  @Needs('referral.transfer')
  askAgain(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.againPage(actor, id, firstAttempt());
  }

  @Post('choose-another')
  @Needs('referral.transfer')
  again(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AgainForm, body, {
      run: ({ contractId }) => this.transfers.again(actor, id, contractId),
      done: (draftId) => redirect(`/drafts/${draftId}/check-answers`, { flash: 'Your answers are in a new draft. Check them, then send it.' }),
      again: (attempt) => this.againPage(actor, id, attempt),
    });
  }

  @Get('transfer')
  @Needs('referral.transfer')
  askTransfer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.transferPage(actor, id, firstAttempt());
  }

  @Post('transfer')
  @Needs('referral.transfer')
  transfer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(TransferForm, body, {
      run: (form) => this.transfers.transfer(actor, id, form),
      done: ({ href, draftId }) => redirect(href, { flash: draftId ? 'The referral was withdrawn and is now a draft for the other service. Check it, then send it.' : 'The referral was withdrawn and sent to the other service. Both providers have been told.' }),
      again: (attempt) => this.transferPage(actor, id, attempt),
    });
  }

  private async againPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const referral = await this.referrals.referral(actor, id, 'referral.transfer');
    const alternatives = referral.transferredToId ? [] : await this.answers.suitableFor(referral);
    const [suggested] = referral.suggestedContractId ? await this.contracts.contracts([referral.suggestedContractId]) : [];
    const [next] = referral.transferredToId ? await this.queries.summaries([referral.transferredToId]) : [];
    return page('referrals/web/views/choose-another', chooseAnotherPage({ referral, alternatives, suggested: suggested ?? null, next: next?.reference ?? null, find: await this.findFor(referral), attempt }));
  }

  private async transferPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const referral = await this.referrals.referral(actor, id, 'referral.transfer');
    const alternatives = referral.status === 'sent' ? await this.answers.suitableFor(referral) : [];
    return page('referrals/web/views/transfer', transferPage({ referral, alternatives, find: await this.findFor(referral), attempt }));
  }

  private async findFor(referral: ReferralEntity): Promise<string> {
    const [need] = await this.queries.needsOf(referral.id);
    return searchFor(referral, need?.categoryCode, this.clock.today());
  }
}
