import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import type { Eligibility } from '../../lots/lots.public.js';
import { firstAttempt, page, redirect, submit, type Attempt, type PageAnswer } from '#libs/web';
import { ContractQueries } from '../application/contracts.queries.js';
import { ContractsService } from '../application/contracts.service.js';
import { awardGrounds } from '../domain/direct-award.js';
import { expiredInWords, staleInWords } from '../domain/provider-standing.js';
import { AskToConfirmForm, AwardForm } from './contract.forms.js';

/** A contract made from a lot without a competition. */
@Controller('lots/:id/award')
export class AwardsController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly queries: ContractQueries,
  ) {}

  @Get()
  @Needs('contract.award')
  ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    return this.awardPage(actor, id, null);
  }

  @Post()
  @Needs('contract.award')
  award(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AwardForm, body, {
      run: (form) => this.contracts.award(actor, { lotId: id, ...form }),
      done: (contract) => redirect(`/contracts/${contract.id}`, { flash: `Contract ${contract.reference} made with ${contract.primeName}. Next, draft its rate card.` }),
      again: (attempt) => this.awardPage(actor, id, attempt),
    });
  }

  @Post('ask-to-confirm')
  @Needs('contract.award')
  askToConfirm(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AskToConfirmForm, body, {
      run: ({ providerId }) => this.contracts.askToConfirm(actor, id, providerId),
      done: () => redirect(`/lots/${id}`, { flash: 'The provider’s managers have been asked to confirm. Award the lot once they have.' }),
      again: (attempt) => this.awardPage(actor, id, attempt),
    });
  }

  /** A lot that has its contract leads to it. */
  private async awardPage(actor: Actor, id: string, tried: Attempt | null): Promise<PageAnswer> {
    const { lot, eligibility } = await this.contracts.awardable(actor, id);
    const made = tried ? null : await this.queries.ofLot(id);
    if (made) return redirect(`/contracts/${made.id}`);
    const attempt = tried ?? firstAttempt({ termFrom: lot.startsOn, termTo: lot.endsOn, referralsFrom: lot.startsOn });
    return page('contracts/web/views/award', {
      attempt,
      lot,
      back: `/lots/${id}`,
      eligible: eligibility.filter((each) => each.reasonsNot.length === 0).map((each) => ({ value: each.providerId, text: each.name })),
      standing: await this.standingOf(actor, id, { eligibility, tried }),
      others: eligibility.filter((each) => each.reasonsNot.length > 0),
      grounds: Object.entries(awardGrounds).map(([value, text]) => ({ value, text })),
    });
  }

  /** What the provider just chosen said long ago; nothing before one is chosen. */
  private async standingOf(actor: Actor, id: string, { eligibility, tried }: { readonly eligibility: readonly Eligibility[]; readonly tried: Attempt | null }): Promise<object | null> {
    const chosen = eligibility.find((each) => each.providerId === tried?.values['providerId'] && each.reasonsNot.length === 0);
    if (!chosen) return null;
    const standing = await this.contracts.standing(actor, id, chosen.providerId);
    const [stale, expired] = [staleInWords(standing), expiredInWords(standing)];
    return stale.length + expired.length > 0 ? { name: chosen.name, providerId: chosen.providerId, stale, expired } : null;
  }
}
