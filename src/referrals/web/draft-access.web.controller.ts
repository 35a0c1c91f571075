import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { DraftAccessService } from '../application/draft-access.service.js';
import { DraftAccessForm } from './access.forms.js';
import { readerItems } from './access.page.js';

/** Who may see a referral once it is sent, said while it is written. */
@Controller('drafts/:id/access')
export class DraftAccessController {
  constructor(private readonly service: DraftAccessService) {}

  @Get()
  @Needs('draft.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.accessPage(actor, id);
  }

  @Post()
  @Needs('draft.answer')
  async answer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    await this.service.open(actor, id);
    const revision = Number(body['revision']);
    return submit(DraftAccessForm, body, {
      run: (form) => this.service.keep(actor, id, form, Number.isInteger(revision) && revision > 0 ? revision : undefined),
      done: () => redirect(`/drafts/${id}/check-answers`),
      again: (attempt) => this.accessPage(actor, id, attempt),
    });
  }

  private async accessPage(actor: Actor, id: string, attempt?: Attempt): Promise<Page> {
    const { draft, access, isLimitedByCaseData, candidates } = await this.service.open(actor, id);
    return page('referrals/web/views/draft-access', {
      attempt: attempt ?? firstAttempt(access.isLimited || draft.answers['access'] ? access : null),
      revision: draft.revision,
      isLimitedByCaseData,
      isUnchosen: draft.toBest,
      back: `/drafts/${id}/check-answers`,
      people: readerItems(candidates, [actor.id]),
    });
  }
}
