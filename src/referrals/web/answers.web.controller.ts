import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { organisationsOf, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { AnswersService } from '../application/answers.service.js';
import { ReferralsService } from '../application/referrals.service.js';
import { declineReasons } from '../domain/referral.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { endReasons } from '../referrals.public.js';
import { optionsOf, serviceOptions } from './onward.page.js';
import { AllocateForm, DeclineForm, WithdrawForm } from './since-sent.forms.js';

/** Answers to a waiting referral besides accepting it: declining, withdrawing, and giving it to another organisation on the contract. */
@Controller('referrals/:id')
export class AnswersController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly answers: AnswersService,
    private readonly contracts: ContractDirectory,
    private readonly identity: IdentityDirectory,
    private readonly reader: Reader,
  ) {}

  @Get('decline')
  @Needs('referral.decline')
  async askDecline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.declinePage(await this.referrals.referral(actor, id, 'referral.decline'), firstAttempt());
  }

  @Post('decline')
  @Needs('referral.decline')
  async decline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(DeclineForm, body, {
      run: (form) => this.answers.decline(actor, id, form),
      done: (referral) => redirect(`/referrals/${id}`, { flash: `Referral ${referral.reference} declined. The practitioner has been told.` }),
      again: async (attempt) => this.declinePage(await this.referrals.referral(actor, id, 'referral.decline'), attempt),
    });
  }

  @Get('withdraw')
  @Needs('referral.withdraw')
  async askWithdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return withdrawPage(await this.referrals.referral(actor, id, 'referral.withdraw'), firstAttempt());
  }

  @Post('withdraw')
  @Needs('referral.withdraw')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(WithdrawForm, body, {
      run: (form) => this.referrals.withdraw(actor, id, form),
      done: (referral) => redirect(`/referrals/${id}`, { flash: `Referral ${referral.reference} withdrawn. The provider has been told.` }),
      again: async (attempt) => withdrawPage(await this.referrals.referral(actor, id, 'referral.withdraw'), attempt),
    });
  }

  @Get('allocate')
  @Needs('referral.allocate')
  async askAllocate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.allocatePage(actor, await this.referrals.referral(actor, id, 'referral.allocate'), firstAttempt());
  }

  @Post('allocate')
  @Needs('referral.allocate')
  async allocate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AllocateForm, body, {
      run: async (form) => {
        const referral = await this.answers.allocate(actor, id, form);
        const [to] = await this.identity.organisations([referral.deliveringOrganisationId]);
        return { referral, to: to?.name ?? '' };
      },
      done: ({ referral, to }) => {
        const flash = `Referral ${referral.reference} was given to ${to}. ${to} has been told.`;
        return redirect(this.reader.may(actor, ReferralEntity, 'referral.read', referral) ? `/referrals/${id}` : '/caseload?tab=waiting', { flash });
      },
      again: async (attempt) => this.allocatePage(actor, await this.referrals.referral(actor, id, 'referral.allocate'), attempt),
    });
  }

  private async declinePage(referral: ReferralEntity, attempt: Attempt): Promise<Page> {
    const alternatives = referral.status === 'sent' ? await this.answers.suitableFor(referral) : [];
    return page('referrals/web/views/decline', { attempt, referral, back: `/referrals/${referral.id}`, reasons: optionsOf(declineReasons), alternatives: serviceOptions(alternatives) });
  }

  private async allocatePage(actor: Actor, referral: ReferralEntity, attempt: Attempt): Promise<Page> {
    const { primeOrganisationId, deliveringOrganisationId } = referral;
    const isPrime = organisationsOf(actor, 'provider-manager').includes(primeOrganisationId);
    const chain = isPrime ? await this.contracts.subcontractors(referral.contractId) : [];
    const others = [primeOrganisationId, ...chain.map((each) => each.organisationId)].filter((id) => id !== deliveringOrganisationId);
    const organisations = await this.identity.organisations([...new Set([...others, deliveringOrganisationId])]);
    const nameOf = (id: string) => organisations.find((each) => each.id === id)?.name ?? '';
    const items = [...new Set(others)].map((id) => ({ value: id, text: nameOf(id), hint: id === primeOrganisationId ? 'Lead provider' : 'Subcontractor' }));
    return page('referrals/web/views/allocate', { attempt, referral, back: `/referrals/${referral.id}`, organisations: items, only: isPrime ? null : items[0], now: nameOf(deliveringOrganisationId) });
  }
}

function withdrawPage(referral: ReferralEntity, attempt: Attempt): Page {
  return page('referrals/web/views/withdraw', { attempt, referral, back: `/referrals/${referral.id}`, reasons: optionsOf(endReasons) });
}
