import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { areasOf, Clock, type Actor } from '#libs/kernel';
import { firstAttempt, page, readForm, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { LotDraftsService } from '../application/lot-drafts.service.js';
import type { LotDraftEntity } from '../persistence/lot-draft.entity.js';
import { lotNames, type LotNames } from './lot-names.js';
import { lotJourney } from './lot.journey.js';
import { RevisionForm } from './lots.forms.js';

/** Describing a lot: one question a page, every answer kept. */
@Controller('lots/new')
export class LotDraftsController {
  constructor(
    private readonly drafts: LotDraftsService,
    private readonly catalogue: Catalogue,
    private readonly providers: ProviderDirectory,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Needs('lot-draft.start')
  async start(@CurrentActor() actor: Actor): Promise<PageAnswer> {
    const draft = await this.drafts.start(actor);
    const journey = lotJourney(await this.names(actor));
    return redirect(journey.url(draft.id, journey.firstUnanswered(draft.answers) ?? journey.checkPath));
  }

  @Get(':id/check-answers')
  @Needs('lot-draft.read')
  async check(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const draft = await this.drafts.draft(actor, id);
    const journey = lotJourney(await this.names(actor));
    const open = journey.firstUnanswered(draft.answers);
    return open ? redirect(journey.url(id, open)) : this.checkPage(actor, draft, firstAttempt());
  }

  @Post(':id/check-answers')
  @Needs('lot-draft.finish')
  async finish(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(RevisionForm, body, {
      run: () => this.drafts.finish(actor, id),
      done: (lot) => redirect(`/lots/${lot.id}`, { flash: `${lot.title} is open` }),
      again: async (attempt) => this.checkPage(actor, await this.drafts.draft(actor, id), withoutFields(attempt)),
    });
  }

  @Get(':id/:step')
  @Needs('lot-draft.read')
  async question(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('step') step: string): Promise<Page> {
    const draft = await this.drafts.draft(actor, id);
    return this.questionPage(actor, draft, { step, attempt: firstAttempt(draft.answers[step]) });
  }

  @Post(':id/:step')
  @Needs('lot-draft.answer')
  async answer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('step') step: string, @Body() body: unknown): Promise<PageAnswer> {
    const journey = lotJourney(await this.names(actor));
    return submit(journey.step(step).form, body, {
      today: this.clock.today(),
      run: (form) => this.drafts.answer(actor, id, { page: step, answer: { ...form }, revision: readForm(RevisionForm, body).revision }),
      done: (draft) => redirect(journey.url(id, journey.next(step, draft.answers))),
      again: async (attempt) => this.questionPage(actor, await this.drafts.draft(actor, id), { step, attempt }),
    });
  }

  private async questionPage(actor: Actor, draft: LotDraftEntity, { step, attempt }: { readonly step: string; readonly attempt: Attempt }): Promise<Page> {
    const names = await this.names(actor);
    const journey = lotJourney(names);
    const { view, title } = journey.step(step);
    const back = journey.back(step, draft.answers);
    return page(view, { attempt, title, revision: draft.revision, names, caption: 'New lot', back: back ? journey.url(draft.id, back) : '/lots' });
  }

  private async checkPage(actor: Actor, draft: LotDraftEntity, attempt: Attempt): Promise<Page> {
    const journey = lotJourney(await this.names(actor));
    const back = journey.back(journey.checkPath, draft.answers);
    return page('lots/web/views/check-answers', { attempt, rows: journey.rows(draft.id, draft.answers), revision: draft.revision, back: back && journey.url(draft.id, back) });
  }

  private names(actor: Actor): Promise<LotNames> {
    return lotNames(this.catalogue, this.providers, areasOf(actor, 'commissioner'));
  }
}

/** The check page has no fields to link errors to: its change links lead to them. */
function withoutFields({ values, errors }: Attempt): Attempt {
  return { values, errors: errors.map(({ message }) => ({ field: '', message })) };
}
