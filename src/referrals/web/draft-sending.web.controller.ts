import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Alternatives } from '../application/alternatives.js';
import { DraftChecks } from '../application/draft-checks.js';
import { DraftChoice } from '../application/draft-choice.js';
import { DraftsService } from '../application/drafts.service.js';
import { PersonLookup } from '../application/person-lookup.js';
import { ruleRows } from './best-eligible.page.js';
import { checkPage, previewPage } from './draft.page.js';
import { ServiceForm } from './question.forms.js';
import { referralJourney } from './referral.journey.js';

/** The end of writing a referral: what the provider will see, every answer once more, and sending. */
@Controller('drafts')
export class DraftSendingController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly checks: DraftChecks,
    private readonly alternatives: Alternatives,
    private readonly people: PersonLookup,
    private readonly choice: DraftChoice,
    private readonly clock: Clock,
  ) {}

  @Get(':id/preview')
  @Needs('draft.read')
  async preview(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const open = await this.checks.open(actor, id);
    const today = this.clock.today();
    return page('referrals/web/views/preview', previewPage({ open, journey: referralJourney(open.offer, today) }, { ...(await this.checks.recipients(open)), today }));
  }

  @Get(':id/check-answers')
  @Needs('draft.read')
  async check(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const { draft, offer } = await this.checks.open(actor, id);
    const journey = referralJourney(offer, this.clock.today());
    const unanswered = journey.firstUnanswered(draft.answers);
    return unanswered ? redirect(journey.url(id, unanswered)) : this.checkPage(actor, id, firstAttempt());
  }

  /** Sends the draft as the page showed it. Refused, it says why, what to change and which other services would take the person; nothing is lost. */
  @Post(':id/check-answers')
  @Needs('draft.send')
  async send(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    return submit(NothingAsked, body, {
      run: async () => this.drafts.send(actor, id, await this.people.lookAgain(actor, id, shownIn(body))),
      done: (referral) => redirect(`/referrals/${referral.id}`, { flash: `Referral ${referral.reference} sent` }),
      again: (attempt) => this.checkPage(actor, id, attempt),
    });
  }

  /** Takes the draft to another service: nothing is typed again, and only what that service asks anew is open. */
  @Post(':id/service')
  @Needs('draft.answer')
  async choose(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    return submit(ServiceForm, body, {
      run: ({ contractId }) => this.alternatives.choose(actor, id, contractId),
      done: () => redirect(`/drafts/${id}/check-answers`, { flash: 'Your draft is now for this service. Your answers are kept.' }),
      again: (attempt) => this.checkPage(actor, id, attempt),
    });
  }

  /** Has the rule choose now, so that people at the provider can be named before the referral is sent. */
  @Post(':id/choose-service')
  @Needs('draft.answer')
  async chooseByRule(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    await this.drafts.draft(actor, id);
    return submit(NothingAsked, body, {
      run: () => this.choice.choose(actor, id),
      done: () => redirect(`/drafts/${id}/access`, { flash: 'The service has been chosen. Name who there may see the referral, then send it.' }),
      again: (attempt) => this.checkPage(actor, id, attempt),
    });
  }

  private async checkPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const open = await this.checks.open(actor, id);
    const problem = await this.checks.problem(open);
    const alternatives = problem?.isService ? await this.alternatives.of(open.draft) : [];
    const duplicates = await this.checks.duplicates(actor, open);
    const model = checkPage({ open, journey: referralJourney(open.offer, this.clock.today()) }, { problem, alternatives, duplicates, refusedRule: attempt.rule ?? null });
    const best = await this.choice.offerFor(open);
    return page('referrals/web/views/check-answers', { attempt: unlinked(attempt), ...model, best: best && ruleRows(best) });
  }
}

/** The revision of the draft the check page showed: what was checked is sent, or nothing. */
function shownIn(body: Record<string, unknown>): number | undefined {
  const revision = Number(body['revision']);
  return Number.isInteger(revision) && revision > 0 ? revision : undefined;
}

/** The check page asks nothing: it only sends. */
class NothingAsked {}

/** The check page has no fields its errors could lead to; it says below where to change the answer. */
function unlinked({ values, errors }: Attempt): Attempt {
  return { values, errors: errors.map((error) => ({ ...error, field: '' })) };
}
