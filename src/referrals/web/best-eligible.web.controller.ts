import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import type { Actor } from '#libs/kernel';
import { page, redirect, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { BestEligible, RULE_OFF, type BestOffer } from '../application/best-eligible.js';
import { DraftsService } from '../application/drafts.service.js';
import { bestPage } from './best-eligible.page.js';
import { searchFormIn, type FindForm } from './find.forms.js';

/** Leaving the choice of a service to the commissioner's rule: what the rule says, and what each service got, before anything is typed. */
@Controller('services/best')
export class BestEligibleController {
  constructor(
    private readonly best: BestEligible,
    private readonly drafts: DraftsService,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Needs('service.find')
  async show(@Query() query: Record<string, unknown>): Promise<PageAnswer> {
    const { offer, form } = await this.offerIn(query);
    if (!offer || !form) return redirect('/services', { notice: RULE_OFF });
    const type = await this.catalogue.serviceType(offer.rule.serviceTypeCode);
    const area = await this.catalogue.area(offer.rule.areaCode);
    return page('referrals/web/views/best', bestPage(offer, { type: type?.name ?? '', area: area?.name ?? '', form }));
  }

  /** Starts a draft for the best eligible service: which one, the rule decides when it is sent. */
  @Post('refer')
  @Needs('draft.start')
  async refer(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const { offer, form } = await this.offerIn(body);
    const first = offer?.next ?? offer?.candidates[0];
    if (!first || !form) return redirect('/services', { notice: RULE_OFF });
    const { areaCode, gender, location, age, categoryCode } = form;
    const draft = await this.drafts.start(actor, first.contractId, { search: { areaCode, gender, location, age, categoryCode }, needs: { categories: [categoryCode] } }, { toBest: true });
    return redirect(`/drafts/${draft.id}/crn`);
  }

  private async offerIn(query: Record<string, unknown>): Promise<{ readonly offer: BestOffer | null; readonly form: FindForm | null }> {
    const form = searchFormIn(query);
    return { offer: form && (await this.best.offer(String(query['serviceTypeCode'] ?? ''), form)), form };
  }
}
