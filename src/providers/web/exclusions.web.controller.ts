import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ExclusionPages } from '../application/exclusion-pages.js';
import { ExclusionsService } from '../application/exclusions.service.js';
import { exclusionPage, exclusionTags, matchChoices, staffCounts } from './exclusions.page.js';
import { MatchForm, StaffReasonForm } from './staff.forms.js';

const PAGE = 50;

/** The exclusion list, and how many staff providers have: for commissioners. */
@Controller()
export class ExclusionsController {
  constructor(
    private readonly exclusions: ExclusionsService,
    private readonly pages: ExclusionPages,
  ) {}

  @Get('staff-numbers')
  @Needs('staff.count')
  async counts(@CurrentActor() actor: Actor): Promise<Page> {
    return page('providers/web/views/staff-numbers', { providers: staffCounts(await this.pages.counts(actor)) });
  }

  @Get('exclusions')
  @Needs('exclusion.read')
  async list(@CurrentActor() actor: Actor, @Query('after') cursor: unknown): Promise<Page> {
    const position = decodeCursor(cursor, 2);
    const after = position ? { listedAt: String(position[0]), id: String(position[1]) } : undefined;
    const { items, next } = pageOf(await this.pages.list(actor, { after, limit: PAGE + 1 }), PAGE, (row) => [row.listedAt.toISOString(), row.id]);
    return page('providers/web/views/exclusions', { exclusions: items, exclusionTags, links: { ...(after ? { first: '/exclusions' } : {}), ...(next ? { next: `/exclusions?after=${next}` } : {}) } });
  }

  @Get('exclusions/:id')
  @Needs('exclusion.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return page('providers/web/views/exclusion', exclusionPage(await this.pages.open(actor, id)));
  }

  @Get('exclusions/:id/matches/:matchId')
  @Needs('exclusion.decide')
  askDecide(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('matchId', IdParam) matchId: string): Promise<Page> {
    return this.decidePage(actor, id, { matchId, attempt: firstAttempt() });
  }

  @Post('exclusions/:id/matches/:matchId')
  @Needs('exclusion.decide')
  async decide(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('matchId', IdParam) matchId: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(MatchForm, body, {
      run: (form) => this.exclusions.decide(actor, id, { matchId, ...form }),
      done: () => redirect(`/exclusions/${id}`, { flash: 'Decision saved. The provider was told the outcome, not the reason.' }),
      again: (attempt) => this.decidePage(actor, id, { matchId, attempt }),
    });
  }

  @Get('exclusions/:id/lift')
  @Needs('exclusion.lift')
  askLift(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.liftPage(actor, id, firstAttempt());
  }

  @Post('exclusions/:id/lift')
  @Needs('exclusion.lift')
  lift(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(StaffReasonForm, body, {
      run: ({ reason }) => this.exclusions.lift(actor, id, reason),
      done: ({ name }) => redirect(`/exclusions/${id}`, { flash: `The exclusion of ${name} is lifted` }),
      again: (attempt) => this.liftPage(actor, id, attempt),
    });
  }

  private async decidePage(actor: Actor, id: string, { matchId, attempt }: { readonly matchId: string; readonly attempt: Attempt }): Promise<Page> {
    const opened = await this.pages.open(actor, id, { action: 'exclusion.decide', matchId });
    return page('providers/web/views/exclusion-decide', { ...exclusionPage(opened, matchId), attempt, choices: matchChoices, back: `/exclusions/${id}` });
  }

  private async liftPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { exclusion } = await this.pages.open(actor, id, { action: 'exclusion.lift' });
    return page('providers/web/views/exclusion-lift', { attempt, name: exclusion.name, back: `/exclusions/${id}` });
  }
}
