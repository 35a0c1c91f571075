import { Body, Controller, Get, Injectable, Param, Post, type PipeTransform } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam, LimitRate } from '#libs/api';
import { AcceptsUpload, UploadedDocument, type ReceivedFile } from '#libs/documents';
import { NotFound, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ApplicationsService } from '../application/applications.service.js';
import { DocumentsService } from '../application/documents.service.js';
import { Sittings, type Sitting } from '../application/sittings.js';
import { documentsIn, type AskedAnswer } from '../domain/given-answer.js';
import { questionOf } from '../domain/questionnaire-asked.js';
import { nextPart } from './application-steps.js';
import { pathOf } from './application.page.js';
import { documentChoices } from './documents.page.js';
import { ButtonForm } from './providers.forms.js';
import { earlierModel, questionModel, sentAnswer, stampIn, type NamedDocument } from './question.page.js';

type Sent = Readonly<Record<string, unknown>>;

/** Where a question is: its application and its code. */
interface Address {
  readonly id: string;
  readonly code: string;
}

/** Reads both parts of the address at once; a malformed id answers 400. */
@Injectable()
class QuestionAddress implements PipeTransform<Address, Address> {
  transform({ id, code }: Address): Address {
    return { id: new IdParam().transform(id), code };
  }
}

/** Filling in one application: one question a page, every answer kept at once. */
@Controller('applications/:id')
export class ApplicationController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly sittings: Sittings,
    private readonly documents: DocumentsService,
  ) {}

  @Get('questions/:code')
  @Needs('application.answer')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('code') code: string): Promise<PageAnswer> {
    const sitting = await this.sitting(actor, id);
    const answer = answerAt(code, sitting);
    if (sitting.application.status !== 'draft') return redirect(pathOf(id));
    return this.questionPage(sitting, answer, { attempt: firstAttempt({ [code]: answer.given?.value }) });
  }

  @Post('questions/:code')
  @AcceptsUpload()
  @LimitRate({ limit: 600, minutes: 10, by: ({ actor }) => actor?.id ?? '' })
  @Needs('application.answer')
  async answer(@CurrentActor() actor: Actor, @Param(QuestionAddress) { id, code }: Address, @Body() body: Sent, @UploadedDocument() file: ReceivedFile | null): Promise<PageAnswer> {
    const sitting = await this.sitting(actor, id);
    const { question } = answerAt(code, sitting);
    const came: { document: NamedDocument | null } = { document: null };
    return submit(ButtonForm, body, {
      run: async () => {
        came.document = question.answer.type === 'document' ? await this.documents.fromUpload(actor, sitting.application.providerId, file) : null;
        const stamp = stampIn(body['seen']);
        await this.applications.answer(actor, id, { [code]: sentAnswer(question, body, came.document?.id ?? null) }, { seen: stamp === undefined ? {} : { [code]: stamp } });
        const addsMore = came.document !== null && question.answer.type === 'document' && question.answer.files > 1;
        return addsMore ? `questions/${code}` : nextPart(await this.sitting(actor, id), code);
      },
      done: (part) => redirect(pathOf(id, part), came.document ? { flash: `“${came.document.name}” added` } : {}),
      again: async (attempt) => this.askAgain(await this.sitting(actor, id), code, { attempt, body, uploaded: came.document?.id ?? null }),
    });
  }

  /** One click: an earlier answer is still true. */
  @Post('questions/:code/confirm')
  @Needs('application.answer')
  async confirm(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('code') code: string, @Body() body: Sent): Promise<PageAnswer> {
    const stamp = stampIn(body['seen']);
    answerAt(code, await this.sitting(actor, id));
    await this.applications.confirm(actor, id, stamp ? { [code]: stamp } : {});
    return redirect(pathOf(id, nextPart(await this.sitting(actor, id), code)));
  }

  @Get('sections/:section/earlier')
  @Needs('application.answer')
  async earlier(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('section') section: string): Promise<PageAnswer> {
    const sitting = await this.sitting(actor, id);
    if (!sitting.questionnaire.sections.some(({ code }) => code === section)) throw new NotFound('section');
    const model = earlierModel(section, sitting, await this.documents.named(documentsIn(sitting.asked)));
    return model && sitting.application.status === 'draft' ? page('providers/web/views/earlier-answers', model) : redirect(pathOf(id));
  }

  /** One click: all of these are still true. */
  @Post('sections/:section/earlier')
  @Needs('application.answer')
  async confirmAll(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Sent): Promise<PageAnswer> {
    const sent: unknown[] = Array.isArray(body['seen']) ? body['seen'] : [body['seen']];
    const seen = sent.flatMap((each) => {
      const [code = '', stamp] = String(each).split('|', 2);
      const at = stampIn(stamp);
      return at ? [[code, at] as const] : [];
    });
    await this.applications.confirm(actor, id, Object.fromEntries(seen));
    return redirect(pathOf(id, nextPart(await this.sitting(actor, id))));
  }

  private sitting(actor: Actor, id: string): Promise<Sitting> {
    return this.sittings.open(actor, id, 'application.answer');
  }

  private async askAgain(sitting: Sitting, code: string, { attempt, body, uploaded }: { readonly attempt: Attempt; readonly body: Sent; readonly uploaded: string | null }): Promise<PageAnswer> {
    if (sitting.application.status !== 'draft') return redirect(pathOf(sitting.application.id), { notice: 'This application has been submitted and can no longer be changed' });
    const answer = answerAt(code, sitting);
    const values = { ...attempt.values, ...(uploaded ? { [code]: sentAnswer(answer.question, body, uploaded) } : {}) };
    return this.questionPage(sitting, answer, { attempt: { ...attempt, values }, sent: String(body['seen'] ?? '') });
  }

  private async questionPage(sitting: Sitting, answer: AskedAnswer, { attempt, sent }: { readonly attempt: Attempt; readonly sent?: string }): Promise<Page> {
    const { question, given } = answer;
    const rows = question.answer.type === 'document' ? await this.documents.list(sitting.application.providerId) : [];
    const documents = documentChoices(rows);
    // Without a document to tick there is only the box for a file: what is missing is said there.
    const errors = documents.length > 0 ? attempt.errors : attempt.errors.map((error) => (question.answer.type === 'document' && error.field === question.code ? { ...error, field: 'file' } : error));
    const named = given && question.answer.type === 'document' ? rows : documents;
    return page('providers/web/views/question', { ...questionModel(answer, sitting, { attempt: { ...attempt, errors }, documents: named, sent }), multipart: question.answer.type === 'document' });
  }
}

/** A question with its answer; also one no longer asked, so that a stale tab keeps its text. */
function answerAt(code: string, { asked, questionnaire, given }: Sitting): AskedAnswer {
  const known = asked.find(({ question }) => question.code === code);
  if (known) return known;
  const question = questionOf(questionnaire, code);
  if (!question) throw new NotFound('question');
  return { question, given: given.find((each) => each.questionCode === code) ?? null, state: 'unanswered', isCarried: false };
}
