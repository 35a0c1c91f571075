import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, must, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Journey, type Page, type PageAnswer } from '#libs/web';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { DraftsService } from '../application/drafts.service.js';
import { Offers, type Offer } from '../application/offers.js';
import { ReferralQueries } from '../application/referrals.queries.js';
import type { DraftEntity } from '../persistence/draft.entity.js';
import { draftList, questionPage } from './drafts.page.js';
import { referralJourney } from './referral.journey.js';

/** A draft with the service it is for and the questions that service asks. */
interface Opened {
  readonly draft: DraftEntity;
  readonly journey: Journey;
  readonly offer: Offer;
  readonly title: string;
}

/** Writing a referral: one question a page, every answer kept. */
@Controller('drafts')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly queries: ReferralQueries,
    private readonly contracts: ContractDirectory,
    private readonly offers: Offers,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('draft.read')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    const drafts = await this.queries.drafts(actor);
    const contracts = await this.contracts.contracts(drafts.map((draft) => draft.contractId));
    return page('referrals/web/views/drafts', draftList(drafts, contracts));
  }

  @Get(':id/check-answers')
  @Needs('draft.read')
  async check(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const opened = await this.open(actor, id);
    const open = opened.journey.firstUnanswered(opened.draft.answers);
    return open ? redirect(opened.journey.url(id, open)) : this.checkPage(opened, firstAttempt());
  }

  @Post(':id/check-answers')
  @Needs('draft.send')
  async send(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(NothingAsked, body, {
      run: () => this.drafts.send(actor, id),
      done: (referral) => redirect(`/referrals/${referral.id}`, { flash: `Referral ${referral.reference} sent` }),
      again: async (attempt) => this.checkPage(await this.open(actor, id), attempt),
    });
  }

  @Post(':id/delete')
  @Needs('draft.delete')
  async delete(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    await this.drafts.delete(actor, id);
    return redirect('/drafts', { flash: 'Draft deleted' });
  }

  @Get(':id/:step')
  @Needs('draft.read')
  async question(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('step') step: string): Promise<Page> {
    const opened = await this.open(actor, id);
    return this.questionPage(opened, step, firstAttempt(opened.draft.answers[step]));
  }

  @Post(':id/:step')
  @Needs('draft.answer')
  async answer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('step') step: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const opened = await this.open(actor, id);
    return submit(opened.journey.step(step).form, body, {
      today: this.clock.today(),
      run: (form) => this.drafts.answer(actor, id, { page: step, answer: { ...form }, ...seen(body) }),
      done: (draft) => redirect(opened.journey.url(id, opened.journey.next(step, draft.answers))),
      again: async (attempt) => this.questionPage(await this.open(actor, id), step, attempt),
    });
  }

  private questionPage({ draft, journey, offer, title }: Opened, step: string, attempt: Attempt): Page {
    return page(journey.step(step).view, questionPage({ draft, journey, offer, step, attempt, caption: title }));
  }

  private async checkPage({ draft, journey, title }: Opened, attempt: Attempt): Promise<Page> {
    const crn = String(draft.answers['crn']?.['crn'] ?? '');
    const duplicates = await this.queries.duplicates(crn, (draft.answers['needs']?.['categories'] as string[] | undefined) ?? []);
    const back = journey.back(journey.checkPath, draft.answers);
    return page('referrals/web/views/check-answers', {
      attempt, service: title, rows: journey.rows(draft.id, draft.answers), duplicates: duplicates.map((each) => each.reference), back: back && journey.url(draft.id, back),
    });
  }

  private async open(actor: Actor, id: string): Promise<Opened> {
    const draft = await this.drafts.draft(actor, id);
    const listing = must(await this.contracts.listing(draft.contractId), 'the service of a draft');
    const offer = await this.offers.of(listing);
    return { draft, offer, journey: referralJourney(offer), title: listing.title };
  }
}

/** The check page asks nothing: it only sends. */
class NothingAsked {}

/** The revision of the draft the page showed, so that a second tab is told. */
function seen(body: Record<string, unknown>): { revision?: number } {
  const revision = Number(body['revision']);
  return Number.isInteger(revision) && revision > 0 ? { revision } : {};
}
