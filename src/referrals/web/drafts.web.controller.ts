import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, RuleBroken, StaleRecord, type Actor } from '#libs/kernel';
import { page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Alternatives } from '../application/alternatives.js';
import { DraftChecks } from '../application/draft-checks.js';
import { DraftTexts } from '../application/draft-texts.js';
import { DraftsService } from '../application/drafts.service.js';
import { hubPage } from './draft.page.js';
import { typedIn, versionIn } from './draft-life.web.controller.js';
import { attemptOf, typingPart } from './draft-typing.page.js';
import { questionPage } from './question.page.js';
import { referralJourney } from './referral.journey.js';

/** Writing a referral: a page for what belongs together, every answer kept. */
@Controller('drafts')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly checks: DraftChecks,
    private readonly alternatives: Alternatives,
    private readonly texts: DraftTexts,
    private readonly clock: Clock,
  ) {}

  /** The task list: where a draft stands, and the way to every page of it. */
  @Get(':id')
  @Needs('draft.read')
  async hub(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const open = await this.checks.open(actor, id);
    const problem = await this.checks.problem(open);
    const alternatives = problem?.isService ? await this.alternatives.of(open.draft) : [];
    return page('referrals/web/views/draft', hubPage({ open, journey: referralJourney(open.offer, this.clock.today()) }, { problem, alternatives }));
  }

  @Get(':id/:step')
  @Needs('draft.read')
  question(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('step') step: string): Promise<Page> {
    return this.questionPage(actor, id, { step });
  }

  @Post(':id/:step')
  @Needs('draft.answer')
  async answer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('step') step: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const { offer } = await this.checks.open(actor, id);
    const journey = referralJourney(offer, this.clock.today());
    return submit(journey.step(step).form, body, {
      today: this.clock.today(),
      run: (form) => this.drafts.answer(actor, id, { page: step, answer: { ...form }, ...seenIn(body), text: versionIn(body) }),
      done: (draft) => redirect(journey.url(id, body['then'] === 'preview' ? 'preview' : journey.next(step, draft.answers))),
      again: async (attempt) => {
        await this.keepRefused(actor, id, { step, body });
        return this.questionPage(actor, id, { step, attempt });
      },
    });
  }

  /** What was refused is kept as half-written text, for whoever leaves to look something up; where another tab was quicker, it stays on the page alone. */
  private async keepRefused(actor: Actor, id: string, { step, body }: { readonly step: string; readonly body: Record<string, unknown> }): Promise<void> {
    try {
      await this.texts.keep(actor, id, { page: step, typed: typedIn(body), seen: String(body['seen'] ?? ''), version: versionIn(body) ?? 0 });
    } catch (error) {
      if (!(error instanceof StaleRecord || error instanceof RuleBroken)) throw error;
    }
  }

  private async questionPage(actor: Actor, id: string, { step, attempt }: { readonly step: string; readonly attempt?: Attempt }): Promise<Page> {
    const open = await this.checks.open(actor, id);
    const journey = referralJourney(open.offer, this.clock.today());
    const text = await this.texts.of(id, step);
    const typed = { open, journey, step, text, attempt };
    return page(journey.step(step).view, { ...questionPage({ open, journey, step, attempt: attemptOf(typed) }), ...typingPart(typed) });
  }
}

/** The stamp of the answer the page showed, so that a second tab is told. */
export function seenIn({ seen }: Record<string, unknown>): { seen?: string } {
  return typeof seen === 'string' && seen !== '' ? { seen } : {};
}
