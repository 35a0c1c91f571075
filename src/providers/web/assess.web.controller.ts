import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, NotFound, RuleBroken, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { AssessmentService } from '../application/assessment.service.js';
import { OpenedAssessments, type OpenedAssessment } from '../application/opened-assessments.js';
import { daysLeftInWords } from '../domain/assessment-clock.js';
import { pointsSoFar } from '../domain/judgement.js';
import { applicationTags, pathOf, verdictTags } from './application.page.js';
import { SupplierStatusForm } from './assessment.forms.js';
import { answerCards, assessedSections, assessPath, ownJudgements, type AssessmentShown } from './assessment.page.js';
import { atItsField, readJudgements } from './judgement.form.js';

/** Nothing is asked of whoever posts it. */
class EmptyForm {}

/** Assessing one application: each answer side by side with its evidence, its rule and the assessor's judgement. */
@Controller('applications/:id')
export class AssessController {
  constructor(
    private readonly opened: OpenedAssessments,
    private readonly assessment: AssessmentService,
    private readonly clock: Clock,
  ) {}

  @Post('take')
  @Needs('application.assess')
  take(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    return orSaid(() => this.assessment.take(actor, id), { id, done: 'This application is yours' });
  }

  @Post('hand-back')
  @Needs('application.assess')
  handBack(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    return orSaid(() => this.assessment.handBack(actor, id), { id, done: 'You handed the application back. Somebody else can take it.' });
  }

  /** Leads to the first section with something for the reader to judge. */
  @Get('assess')
  @Needs('application.read-assessment')
  async begin(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const sections = assessedSections(this.shown(actor, await this.opened.open(actor, id)));
    const first = sections.find((section) => section.waiting > 0) ?? sections[0];
    if (!first) throw new NotFound('section');
    return redirect(first.href);
  }

  @Get('assess/:section')
  @Needs('application.read-assessment')
  async read(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('section') section: string): Promise<Page> {
    const opened = await this.opened.open(actor, id);
    return this.sectionPage(opened, { actor, section, attempt: firstAttempt(ownJudgements(this.shown(actor, opened))) });
  }

  @Post('assess/:section')
  @Needs('application.assess')
  async judge(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('section') section: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.assess');
    const codes = new Set(opened.assessment.assessed.filter((each) => each.asked.section === section).map((each) => each.question));
    return submit(EmptyForm, body, {
      run: async () => {
        const given = readJudgements(body, opened.assessment.answers.filter((each) => codes.has(each.question)));
        await this.assessment.judge(actor, id, given).catch((error: unknown) => Promise.reject(atItsField(error) as Error));
        return this.opened.open(actor, id);
      },
      done: (after) => this.onward(after, actor, section),
      again: async (attempt) => this.sectionPage(await this.opened.open(actor, id), { actor, section, attempt }),
    });
  }

  @Get('supplier-status')
  @Needs('application.assess')
  async askStatus(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const opened = await this.opened.open(actor, id, 'application.assess');
    const { exclusionStatus, debarmentListVersion, debarmentCheckedOn } = opened.application;
    return this.statusPage(opened, firstAttempt(debarmentCheckedOn ? { status: exclusionStatus ?? 'neither', debarmentListVersion, checkedOn: debarmentCheckedOn } : {}));
  }

  @Post('supplier-status')
  @Needs('application.assess')
  async status(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.assess');
    return submit(SupplierStatusForm, body, {
      today: this.clock.today(),
      run: (form) => this.assessment.recordSupplierStatus(actor, id, form),
      done: () => redirect(pathOf(id, 'decide'), { flash: 'The supplier’s status is recorded' }),
      again: (attempt) => this.statusPage(opened, attempt),
    });
  }

  private onward(opened: OpenedAssessment, actor: Actor, section: string): PageAnswer {
    const sections = assessedSections(this.shown(actor, opened));
    const at = sections.findIndex((each) => each.code === section);
    const next = [...sections.slice(at + 1), ...sections.slice(0, at + 1)].find((each) => each.waiting > 0);
    if (next) return redirect(next.href, { flash: 'Saved' });
    return redirect(pathOf(opened.application.id, 'decide'), { flash: 'Saved. You have judged everything that waits for you.' });
  }

  private statusPage({ application, providerName }: OpenedAssessment, attempt: Attempt): Page {
    return page('providers/web/views/supplier-status', { attempt, providerName, back: pathOf(application.id, 'assess') });
  }

  private sectionPage(opened: OpenedAssessment, { actor, section, attempt }: { readonly actor: Actor; readonly section: string; readonly attempt: Attempt }): Page {
    const { application, assessment, providerName, names, mayAssess } = opened;
    const shown = this.shown(actor, opened);
    const sections = assessedSections(shown);
    const at = sections.findIndex((each) => each.code === section);
    const current = sections[at];
    if (!current) throw new NotFound('section');
    const isOpen = application.status === 'submitted' || application.status === 'assessing' || application.status === 'queried';
    return page('providers/web/views/assess', {
      attempt,
      application,
      providerName,
      vehicleName: assessment.vehicleName,
      tags: { application: applicationTags, verdict: verdictTags },
      sections: sections.map((each) => ({ text: each.waiting > 0 ? `${each.title} (${each.waiting} to judge)` : each.title, href: each.href, active: each === current })),
      title: current.title,
      cards: answerCards(section, shown),
      mayAssess: mayAssess && isOpen,
      left: application.dueOn ? daysLeftInWords({ dueOn: application.dueOn, queriedOn: application.queriedOn }, this.clock.today()) : '',
      assessorName: application.assessorId ? (names.get(application.assessorId) ?? '') : null,
      isMine: application.assessorId === actor.id,
      points: pointsSoFar(assessment.answers, assessment.judgements),
      returns: assessment.returns.map((each) => ({ ...each, by: names.get(each.returnedBy) ?? 'Somebody' })),
      asksStatus: assessment.regime === 'PA2023',
      action: assessPath(application.id, section),
      nextSection: sections[at + 1] ?? null,
      decidePath: mayAssess && isOpen ? pathOf(application.id, 'decide') : null,
      agreePath: application.status === 'proposed' ? pathOf(application.id, 'agree') : null,
    });
  }

  private shown(actor: Actor, { application, assessment, questionnaire, documents, names }: OpenedAssessment): AssessmentShown {
    return { application, assessment, questionnaire, documents, names, reader: actor.id, today: this.clock.today() };
  }
}

/** Does it and says so; a broken rule is said on the next page, where there is no form to show it in. */
async function orSaid(work: () => Promise<unknown>, { id, done }: { readonly id: string; readonly done: string }): Promise<PageAnswer> {
  try {
    await work();
    return redirect(assessPath(id), { flash: done });
  } catch (error) {
    if (error instanceof RuleBroken) return redirect(assessPath(id), { notice: error.message });
    throw error;
  }
}
