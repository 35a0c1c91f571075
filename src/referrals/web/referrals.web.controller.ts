import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { Offers } from '../application/offers.js';
import { ReferralQueries } from '../application/referrals.queries.js';
import { ReferralsService } from '../application/referrals.service.js';
import { declineReasons } from '../domain/referral.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { endReasons } from '../referrals.public.js';
import { AllocateForm, DeclineForm, WithdrawForm } from './referral.forms.js';
import { referralPage } from './referral.page.js';

const ACTIONS = ['referral.accept', 'referral.decline', 'referral.allocate', 'referral.withdraw'] as const;

/** One referral, for both sides, and the decisions about it until it is accepted. */
@Controller('referrals')
export class ReferralsController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly queries: ReferralQueries,
    private readonly contracts: ContractDirectory,
    private readonly offers: Offers,
    private readonly identity: IdentityDirectory,
    private readonly reader: Reader,
  ) {}

  @Get(':id')
  @Needs('referral.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const referral = await this.referrals.referral(actor, id);
    const contract = await this.contracts.contract(referral.contractId);
    const [needs, offer, people, organisations] = await Promise.all([
      this.queries.needsOf(id),
      this.offers.of(contract),
      this.identity.people([referral.practitionerId]),
      this.identity.organisations([referral.deliveringOrganisationId]),
    ]);
    const may = ACTIONS.filter((action) => this.reader.may(actor, ReferralEntity, action, referral));
    return page('referrals/web/views/referral', referralPage({ referral, needs, contract, offer, may, practitioner: people[0]?.name ?? '', deliverer: organisations[0]?.name ?? '' }));
  }

  @Get(':id/decline')
  @Needs('referral.decline')
  async askDecline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.declinePage(await this.referrals.referral(actor, id, 'referral.decline'), firstAttempt());
  }

  @Post(':id/decline')
  @Needs('referral.decline')
  async decline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(DeclineForm, body, {
      run: (form) => this.referrals.decline(actor, id, form),
      done: (referral) => redirect(`/referrals/${id}`, { flash: `Referral ${referral.reference} declined. The practitioner has been told.` }),
      again: async (attempt) => this.declinePage(await this.referrals.referral(actor, id, 'referral.decline'), attempt),
    });
  }

  @Get(':id/withdraw')
  @Needs('referral.withdraw')
  async askWithdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.withdrawPage(await this.referrals.referral(actor, id, 'referral.withdraw'), firstAttempt());
  }

  @Post(':id/withdraw')
  @Needs('referral.withdraw')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(WithdrawForm, body, {
      run: (form) => this.referrals.withdraw(actor, id, form),
      done: (referral) => redirect(`/referrals/${id}`, { flash: `Referral ${referral.reference} withdrawn. The provider has been told.` }),
      again: async (attempt) => this.withdrawPage(await this.referrals.referral(actor, id, 'referral.withdraw'), attempt),
    });
  }

  @Get(':id/allocate')
  @Needs('referral.allocate')
  async askAllocate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const referral = await this.referrals.referral(actor, id, 'referral.allocate');
    return this.allocatePage(referral, firstAttempt({ organisationId: referral.deliveringOrganisationId }));
  }

  @Post(':id/allocate')
  @Needs('referral.allocate')
  async allocate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AllocateForm, body, {
      run: (form) => this.referrals.allocate(actor, id, form.organisationId),
      done: () => redirect(`/referrals/${id}`, { flash: 'Referral allocated' }),
      again: async (attempt) => this.allocatePage(await this.referrals.referral(actor, id, 'referral.allocate'), attempt),
    });
  }

  private declinePage(referral: ReferralEntity, attempt: Attempt): Page {
    return page('referrals/web/views/decline', { attempt, referral, back: `/referrals/${referral.id}`, reasons: options(declineReasons) });
  }

  private withdrawPage(referral: ReferralEntity, attempt: Attempt): Page {
    return page('referrals/web/views/withdraw', { attempt, referral, back: `/referrals/${referral.id}`, reasons: options(endReasons) });
  }

  private async allocatePage(referral: ReferralEntity, attempt: Attempt): Promise<Page> {
    const [prime] = await this.identity.organisations([referral.primeOrganisationId]);
    const chain = await this.contracts.subcontractors(referral.contractId);
    const items = [{ value: referral.primeOrganisationId, text: prime?.name ?? '' }, ...chain.map((each) => ({ value: each.organisationId, text: each.name }))];
    return page('referrals/web/views/allocate', { attempt, referral, back: `/referrals/${referral.id}`, organisations: items });
  }
}

function options(reasons: Readonly<Record<string, string>>): { value: string; text: string }[] {
  return Object.entries(reasons).map(([value, text]) => ({ value, text }));
}
