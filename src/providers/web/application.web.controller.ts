import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { NotFound, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ApplicationQuestionnaire } from '../application/application-questionnaire.js';
import { ApplicationsService } from '../application/applications.service.js';
import type { Question } from '../domain/questionnaire.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { checkRows, nextPart, partBefore, pathOf, questionModel, sentAnswer } from './application.page.js';
import { areaChoices, catalogueNames } from './catalogue-names.js';
import { AreasForm, CategoriesForm, RevisionForm } from './providers.forms.js';

/** Filling in one application: one question a page, every answer kept. */
@Controller('applications/:id')
export class ApplicationController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly questionnaire: ApplicationQuestionnaire,
    private readonly catalogue: Catalogue,
  ) {}

  @Get('categories')
  @Needs('application.answer')
  async askCategories(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const draft = await this.draft(actor, id);
    return this.categoriesPage(draft, firstAttempt({ categoryCodes: draft.categoryCodes }));
  }

  @Post('categories')
  @Needs('application.answer')
  categories(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(CategoriesForm, body, {
      run: ({ categoryCodes, revision }) => this.applications.choose(actor, id, { categoryCodes }, revision),
      done: (draft) => this.onward(draft),
      again: async (attempt) => this.categoriesPage(await this.draft(actor, id), attempt),
    });
  }

  @Get('areas')
  @Needs('application.answer')
  async askAreas(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const draft = await this.draft(actor, id);
    return this.areasPage(draft, firstAttempt({ areaCodes: draft.areaCodes }));
  }

  @Post('areas')
  @Needs('application.answer')
  areas(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AreasForm, body, {
      run: ({ areaCodes, revision }) => this.applications.choose(actor, id, { areaCodes }, revision),
      done: (draft) => this.onward(draft),
      again: async (attempt) => this.areasPage(await this.draft(actor, id), attempt),
    });
  }

  @Get('questions/:code')
  @Needs('application.answer')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('code') code: string): Promise<Page> {
    const draft = await this.draft(actor, id);
    return this.questionPage(draft, this.question(code), firstAttempt(draft.answers));
  }

  @Post('questions/:code')
  @Needs('application.answer')
  answer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('code') code: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const question = this.question(code);
    return submit(RevisionForm, body, {
      run: ({ revision }) => this.applications.answer(actor, id, { [code]: sentAnswer(question, body) }, revision),
      done: (draft) => this.onward(draft),
      again: async (attempt) => this.questionPage(await this.draft(actor, id), question, attempt),
    });
  }

  @Get('check-answers')
  @Needs('application.submit')
  async check(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const draft = await this.draft(actor, id);
    const next = nextPart(draft, this.questionnaire.current);
    return next === 'check-answers' ? this.checkPage(draft, firstAttempt()) : redirect(pathOf(id, next));
  }

  @Post('check-answers')
  @Needs('application.submit')
  submit(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(RevisionForm, body, {
      run: () => this.applications.submit(actor, id),
      done: () => redirect(pathOf(id), { flash: 'Application submitted. A commissioner will decide each category and area, and you will see the decision here.' }),
      again: async (attempt) => this.checkPage(await this.draft(actor, id), attempt),
    });
  }

  private draft(actor: Actor, id: string): Promise<ApplicationEntity> {
    return this.applications.application(actor, id, 'application.answer');
  }

  private question(code: string): Question {
    const question = this.questionnaire.question(code);
    if (!question) throw new NotFound('question');
    return question;
  }

  private onward(draft: ApplicationEntity): PageAnswer {
    return redirect(pathOf(draft.id, nextPart(draft, this.questionnaire.current)));
  }

  private questionPage(application: ApplicationEntity, question: Question, attempt: Attempt): Page {
    return page('providers/web/views/question', questionModel(question, { application, questionnaire: this.questionnaire.current, attempt }));
  }

  private async categoriesPage({ id, revision }: ApplicationEntity, attempt: Attempt): Promise<Page> {
    const items = (await this.catalogue.categories()).map(({ code, name }) => ({ value: code, text: name }));
    return page('providers/web/views/choose', { attempt, revision, field: 'categoryCodes', title: 'Which categories do you want to deliver?', hint: 'Select all that apply.', items, back: pathOf(id) });
  }

  private async areasPage({ id, revision }: ApplicationEntity, attempt: Attempt): Promise<Page> {
    const items = areaChoices(await this.catalogue.geography());
    return page('providers/web/views/choose', { attempt, revision, field: 'areaCodes', title: 'Where do you want to deliver?', hint: 'Select all that apply. A whole region includes every area in it.', items, back: pathOf(id, 'categories') });
  }

  private async checkPage(draft: ApplicationEntity, attempt: Attempt): Promise<Page> {
    const { current } = this.questionnaire;
    const rows = checkRows(draft, current, await catalogueNames(this.catalogue));
    return page('providers/web/views/check-answers', { attempt, rows, revision: draft.revision, back: pathOf(draft.id, partBefore('check-answers', draft, current)) });
  }
}
