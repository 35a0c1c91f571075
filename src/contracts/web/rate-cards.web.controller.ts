import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, formatDay, isId, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ContractsService } from '../application/contracts.service.js';
import { RateCardsService, type ShownRateCard } from '../application/rate-cards.service.js';
import type { NamedCategory } from '../application/priceable-categories.js';
import type { ContractEntity } from '../persistence/contract.entity.js';
import { ConfirmForm } from './contract.forms.js';
import { boxesOf, RateCardForm, rulesFrom } from './rate-card.forms.js';
import { priceTables, rateCardTags, vatInWords } from './rate-card.page.js';

interface PriceForm {
  readonly title: string;
  readonly back: string;
  readonly contract: ContractEntity;
  readonly categories: readonly NamedCategory[];
  readonly attempt: Attempt;
}

/** Rate cards: a form of prices to draft and change, and a page to read and approve. */
@Controller()
export class RateCardsController {
  constructor(
    private readonly rateCards: RateCardsService,
    private readonly contracts: ContractsService,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  @Get('contracts/:id/rate-cards/new')
  @Needs('rate-card.draft')
  async askDraft(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const { contract, categories, rules } = await this.rateCards.draftable(actor, id);
    const [first] = rules;
    const start = first ? { vat: String(first.vatBasisPoints), ...boxesOf(rules) } : { effectiveFrom: contract.termFrom, vat: '2000' };
    return draftPage(contract, categories, firstAttempt(start));
  }

  @Post('contracts/:id/rate-cards/new')
  @Needs('rate-card.draft')
  async draft(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    const { contract, categories } = await this.rateCards.draftable(actor, id);
    return submit(RateCardForm, body, {
      run: ({ effectiveFrom, vat }) => this.rateCards.draft(actor, id, { effectiveFrom, rules: rulesFrom(body, categories, Number(vat)) }),
      done: (card) => redirect(`/rate-cards/${card.id}`, { flash: 'Rate card drafted. Another officer must approve it.' }),
      again: (attempt) => draftPage(contract, categories, attempt),
    });
  }

  @Get('rate-cards/:id')
  @Needs('rate-card.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.cardPage(actor, await this.rateCards.show(actor, id), firstAttempt());
  }

  @Post('rate-cards/:id/approve')
  @Needs('rate-card.approve')
  approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ConfirmForm, body, {
      run: ({ revision }) => this.rateCards.approve(actor, id, revision),
      done: (card) => redirect(`/rate-cards/${id}`, { flash: `Version ${card.version} approved. It pays from ${formatDay(card.effectiveFrom)}.` }),
      again: async (attempt) => this.cardPage(actor, await this.rateCards.show(actor, id), attempt),
    });
  }

  @Get('rate-cards/:id/change')
  @Needs('rate-card.revise')
  async askChange(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const shown = await this.rateCards.show(actor, id, 'rate-card.revise');
    const vat = String(shown.rules[0]?.vatBasisPoints ?? 2000);
    return this.changePage(actor, shown, firstAttempt({ effectiveFrom: shown.card.effectiveFrom, vat, ...boxesOf(shown.rules) }));
  }

  @Post('rate-cards/:id/change')
  @Needs('rate-card.revise')
  async change(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    const shown = await this.rateCards.show(actor, id, 'rate-card.revise');
    return submit(RateCardForm, body, {
      run: ({ effectiveFrom, vat }) => this.rateCards.revise(actor, id, { effectiveFrom, rules: rulesFrom(body, shown.categories, Number(vat)) }),
      done: () => redirect(`/rate-cards/${id}`, { flash: 'Rate card changed. Another officer must approve it.' }),
      again: (attempt) => this.changePage(actor, shown, attempt),
    });
  }

  private async changePage(actor: Actor, { card, categories }: ShownRateCard, attempt: Attempt): Promise<Page> {
    const contract = await this.contracts.contract(actor, card.contractId);
    return formPage({ title: 'Change the rate card', back: `/rate-cards/${card.id}`, contract, categories, attempt });
  }

  private async cardPage(actor: Actor, { card, rules, categories }: ShownRateCard, attempt: Attempt): Promise<Page> {
    const contract = await this.contracts.contract(actor, card.contractId);
    const people = await this.identity.people([card.draftedBy, card.approvedBy].filter((id) => id !== null).filter(isId));
    const nameOf = (id: string | null) => people.find((each) => each.id === id)?.name ?? null;
    const isDraft = card.status === 'draft';
    return page('contracts/web/views/rate-card', {
      attempt,
      card,
      contract,
      rateCardTags,
      vat: vatInWords(rules),
      tables: priceTables(categories, rules).filter((each) => each.isPriced),
      draftedBy: nameOf(card.draftedBy),
      approvedBy: nameOf(card.approvedBy),
      mayApprove: isDraft && card.draftedBy !== actor.id && this.rateCards.may(actor, 'rate-card.approve', card),
      isOwnDraft: isDraft && card.draftedBy === actor.id,
      mayChange: isDraft && this.rateCards.may(actor, 'rate-card.revise', card),
      takesEffect: isDraft || card.effectiveFrom > this.clock.today(),
    });
  }
}

function draftPage(contract: ContractEntity, categories: readonly NamedCategory[], attempt: Attempt): Page {
  return formPage({ title: 'Draft a rate card', back: `/contracts/${contract.id}`, contract, categories, attempt });
}

function formPage({ title, back, contract, categories, attempt }: PriceForm): Page {
  return page('contracts/web/views/rate-card-form', { title, back, contract, attempt, tables: priceTables(categories, []) });
}
