import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ApplicationQuestionnaire, TURNOVER } from '../application/application-questionnaire.js';
import { AssessmentService } from '../application/assessment.service.js';
import { OpenedApplications, type OpenedApplication } from '../application/opened-applications.js';
import { applicationTags, assessedRows, bandInWords, decisionTags, isSound, nextPart, partRows, pathOf, tasks, verdictTags } from './application.page.js';
import { catalogueNames } from './catalogue-names.js';
import { readDecisions } from './decision.form.js';
import { RevisionForm } from './providers.forms.js';

/** One application as its provider and commissioners see it, and the decision on it. */
@Controller('applications/:id')
export class AssessmentController {
  constructor(
    private readonly opened: OpenedApplications,
    private readonly assessment: AssessmentService,
    private readonly questionnaire: ApplicationQuestionnaire,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Needs('application.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const opened = await this.opened.open(actor, id);
    const { application, mayAnswer, mayDecide } = opened;
    if (application.status === 'draft') return this.draftPage(opened);
    return page('providers/web/views/application', {
      ...(await this.facts(opened)),
      decidePath: mayDecide && application.status === 'submitted' ? pathOf(id, 'decide') : null,
      againPath: mayAnswer && opened.parts.some((part) => part.decision === 'refused') ? pathOf(id, 'again') : null,
    });
  }

  @Get('decide')
  @Needs('application.decide')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.decide');
    return opened.application.status === 'submitted' ? this.decidePage(opened, firstAttempt()) : redirect(pathOf(id));
  }

  @Post('decide')
  @Needs('application.decide')
  async decide(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.decide');
    const names = await catalogueNames(this.catalogue);
    return submit(RevisionForm, body, {
      run: () => this.assessment.decide(actor, id, readDecisions(body, opened.parts, names)),
      done: () => redirect(pathOf(id), { flash: `Application from ${opened.providerName} decided` }),
      again: (attempt) => this.decidePage(opened, attempt),
    });
  }

  private draftPage({ application, vehicleName }: OpenedApplication): Page {
    const { current } = this.questionnaire;
    const all = tasks(application, current);
    return page('providers/web/views/tasks', {
      vehicleName,
      tasks: all,
      done: all.filter((task) => task.complete).length,
      nextPath: pathOf(application.id, nextPart(application, current)),
      isComplete: nextPart(application, current) === 'check-answers',
    });
  }

  private async decidePage(opened: OpenedApplication, attempt: Attempt): Promise<Page> {
    return page('providers/web/views/decide', { ...(await this.facts(opened)), attempt, back: pathOf(opened.application.id) });
  }

  private async facts({ application, parts, assessed, providerName, vehicleName, mayDecide }: OpenedApplication): Promise<object> {
    return {
      application,
      providerName,
      vehicleName,
      showsVerdicts: mayDecide,
      answers: assessedRows(assessed),
      doubtful: assessedRows(assessed.filter((each) => !isSound(each))),
      sound: assessedRows(assessed.filter(isSound)),
      parts: partRows(parts, await catalogueNames(this.catalogue)),
      band: bandInWords(application.answers[TURNOVER]),
      tags: { application: applicationTags, decision: decisionTags, verdict: verdictTags },
    };
  }
}
