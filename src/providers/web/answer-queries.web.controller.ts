import { Body, Controller, Get, Injectable, Param, Post, type PipeTransform } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { AcceptsUpload, UploadedDocument, type ReceivedFile } from '#libs/documents';
import { NotFound, RuleBroken, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { AnswerQueriesService, type OpenedQuery } from '../application/answer-queries.service.js';
import { DocumentsService } from '../application/documents.service.js';
import { OpenedAssessments, type OpenedAssessment } from '../application/opened-assessments.js';
import { isOpen } from '../domain/answer-query.js';
import type { AnswerValue, Question } from '../domain/questionnaire.js';
import { pathOf } from './application.page.js';
import { AskForm, ReplyForm } from './assessment.forms.js';
import { assessPath, inWords } from './assessment.page.js';
import { documentChoices } from './documents.page.js';
import { fieldOf } from './question-field.js';

interface Address {
  readonly id: string;
  readonly queryId: string;
}

/** Reads the two ids of a question's address at once. */
@Injectable()
class QueryAddress implements PipeTransform<Readonly<Record<string, unknown>>, Address> {
  private readonly ids = new IdParam();

  transform(place: Readonly<Record<string, unknown>>): Address {
    return { id: this.ids.transform(place['id']), queryId: this.ids.transform(place['query']) };
  }
}

/** A single answer put back to the provider: asked, replied to, taken back. */
@Controller('applications/:id')
export class AnswerQueriesController {
  constructor(
    private readonly queries: AnswerQueriesService,
    private readonly opened: OpenedAssessments,
    private readonly documents: DocumentsService,
  ) {}

  @Get('ask/:code')
  @Needs('application.assess')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('code') code: string): Promise<Page> {
    return this.askPage(await this.opened.open(actor, id, 'application.assess'), code, firstAttempt());
  }

  @Post('ask/:code')
  @Needs('application.assess')
  async send(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('code') code: string, @Body() body: unknown): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.assess');
    const section = opened.assessment.assessed.find((each) => each.question === code)?.asked.section ?? '';
    return submit(AskForm, body, {
      run: ({ asked }) => this.queries.ask(actor, id, { questionCode: code, asked }),
      done: () => redirect(assessPath(id, section), { flash: `${opened.providerName} was asked. The clock is paused until it replies.` }),
      again: (attempt) => this.askPage(opened, code, attempt),
    });
  }

  @Get('queries/:query')
  @Needs('application.reply')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('query', IdParam) queryId: string): Promise<PageAnswer> {
    const opened = await this.queries.query(actor, id, { queryId, action: 'application.reply' });
    if (!isOpen(opened.query)) return redirect(pathOf(id), { notice: opened.query.cancelledAt ? 'The commissioner has cancelled the question. There is nothing to reply to.' : 'This question has been answered' });
    return this.replyPage(opened, firstAttempt(opened.current === null ? {} : { [opened.question.code]: opened.current }));
  }

  @Post('queries/:query')
  @AcceptsUpload()
  @Needs('application.reply')
  async reply(@CurrentActor() actor: Actor, @Param(QueryAddress) { id, queryId }: Address, @Body() body: Record<string, unknown>, @UploadedDocument() file: ReceivedFile | null): Promise<PageAnswer> {
    const opened = await this.queries.query(actor, id, { queryId, action: 'application.reply' });
    return submit(ReplyForm, body, {
      run: async ({ words }) => {
        const uploaded = await this.documents.fromUpload(actor, opened.application.providerId, file);
        return this.queries.reply(actor, id, queryId, { words, answer: sentAnswer(opened.question, body, uploaded?.id) });
      },
      done: () => redirect(pathOf(id), { flash: 'Your reply was sent to the commissioner' }),
      again: (attempt) => this.replyPage(opened, attempt),
    });
  }

  @Post('queries/:query/cancel')
  @Needs('application.assess')
  async cancel(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('query', IdParam) queryId: string): Promise<PageAnswer> {
    try {
      await this.queries.cancel(actor, id, queryId);
      return redirect(assessPath(id), { flash: 'You took the question back. The organisation has been told.' });
    } catch (error) {
      if (error instanceof RuleBroken) return redirect(assessPath(id), { notice: error.message });
      throw error;
    }
  }

  private askPage({ application, assessment, providerName, documents }: OpenedAssessment, code: string, attempt: Attempt): Page {
    const answer = assessment.assessed.find((each) => each.question === code);
    if (!answer) throw new NotFound('question');
    const { asked, value } = answer;
    return page('providers/web/views/ask-provider', { attempt, providerName, text: asked.text, answer: value === undefined ? 'Not answered' : inWords(asked, value, documents), back: assessPath(application.id, asked.section) });
  }

  private async replyPage({ application, query, question, vehicleName }: OpenedQuery, attempt: Attempt): Promise<Page> {
    const isDocument = question.answer.type === 'document';
    const documents = isDocument ? await this.documents.list(application.providerId) : [];
    return page('providers/web/views/reply', {
      attempt,
      vehicleName,
      query,
      first: query.firstValue === null ? 'Not answered' : inWords(question, query.firstValue, documents),
      field: fieldOf(question, documentChoices(documents)),
      multipart: isDocument,
      back: pathOf(application.id),
    });
  }
}

/** The answer as posted with a reply, undefined where the page's field was left empty: then the words are all there is. */
function sentAnswer({ answer, code }: Question, body: Readonly<Record<string, unknown>>, uploaded: string | undefined): unknown {
  if (answer.type === 'date') {
    const boxes = { day: body[`${code}-day`], month: body[`${code}-month`], year: body[`${code}-year`] };
    return Object.values(boxes).every((box) => box === undefined || box === '') ? undefined : boxes;
  }
  const sent = body[code];
  if (answer.type === 'document') {
    const ids = [...(Array.isArray(sent) ? (sent as string[]) : typeof sent === 'string' && sent !== '' ? [sent] : []), ...(uploaded ? [uploaded] : [])];
    return ids.length > 0 ? ([...new Set(ids)] satisfies AnswerValue) : undefined;
  }
  return sent === '' ? undefined : sent;
}
