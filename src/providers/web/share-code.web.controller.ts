import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { dayOf, formatDay, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ShareCodeService, type ImportPreview } from '../application/share-code.service.js';
import type { ProposedAnswer } from '../domain/share-code.js';
import { answerInWords } from '../domain/questionnaire-words.js';
import { AcceptImportForm, ShareCodeForm } from './share-code.forms.js';

/** Filling a draft from what its organisation shared on Find a Tender: type the code, look, accept. Works only where it is configured. */
@Controller('applications/:id/import')
export class ShareCodeController {
  constructor(private readonly shareCodes: ShareCodeService) {}

  @Get()
  @Needs('application.answer')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    await this.shareCodes.draft(actor, id);
    return codePage(id, firstAttempt());
  }

  @Post()
  @Needs('application.answer')
  async preview(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    await this.shareCodes.draft(actor, id);
    return submit(ShareCodeForm, body, {
      run: ({ shareCode }) => this.shareCodes.preview(actor, id, shareCode),
      done: (preview) => previewPage(id, preview),
      again: (attempt) => codePage(id, attempt),
    });
  }

  @Post('accept')
  @Needs('application.answer')
  async accept(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    await this.shareCodes.draft(actor, id);
    return submit(AcceptImportForm, body, {
      run: (form) => this.shareCodes.accept(actor, id, form),
      done: () => redirect(`/applications/${id}`, { flash: 'Filled in from Find a Tender. Check each answer before you submit: you answer for it.' }),
      again: (attempt) => codePage(id, attempt),
    });
  }
}

function codePage(id: string, attempt: Attempt): Page {
  return page('providers/web/views/share-code', { attempt, action: `/applications/${id}/import`, back: `/applications/${id}` });
}

function previewPage(id: string, { shared, proposed }: ImportPreview): Page {
  const { name, shareCode, formVersionId, submittedAt } = shared;
  return page('providers/web/views/share-code-preview', {
    name,
    sharedOn: formatDay(dayOf(submittedAt)),
    rows: proposed.map(proposedRow),
    action: `/applications/${id}/import/accept`,
    hidden: { shareCode, formVersionId, submittedAt: submittedAt.toISOString() },
    back: `/applications/${id}/import`,
    applicationPath: `/applications/${id}`,
  });
}

function proposedRow({ question, value, before }: ProposedAnswer): object {
  return { question: question.text, value: answerInWords(question, value), before: before ? answerInWords(question, before.value) : null };
}
