import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, readForm, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { CaseFiles } from '../application/case-files.js';
import { CaseNaming, type DesiredOutcome } from '../application/case-names.js';
import { CasesService } from '../application/cases.service.js';
import { PlansService } from '../application/plans.service.js';
import type { CaseFile } from '../domain/case-file.js';
import type { PlanContent } from '../domain/plans.js';
import { ApproveForm, planFormFor, reportFormFor, type PlanForm } from './delivery.forms.js';
import { levels, options } from './delivery.words.js';

interface Opened {
  readonly file: CaseFile;
  readonly outcomes: readonly DesiredOutcome[];
}

/** The two documents of a case, each with a part for every desired outcome: the plan, and the end of service report. */
@Controller('cases/:id')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly cases: CasesService,
    private readonly files: CaseFiles,
    private readonly naming: CaseNaming,
  ) {}

  @Get('plan')
  @Needs('plan.submit')
  async askPlan(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const opened = await this.open(actor, id, 'plan.submit');
    return planPage(opened, firstAttempt(latestPlan(opened)));
  }

  @Post('plan')
  @Needs('plan.submit')
  async plan(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    const opened = await this.open(actor, id, 'plan.submit');
    return submit(planFormFor(opened.outcomes.length), body, {
      run: (form) => this.plans.submit(actor, id, { sessions: form.sessions, activities: activitiesOf(form, opened.outcomes) }),
      done: () => redirect(`/cases/${id}`, { flash: 'Plan submitted. The practitioner has 5 working days to answer.' }),
      again: (attempt) => planPage(opened, attempt),
    });
  }

  @Post('plan/approve')
  @Needs('plan.approve')
  async approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    const { plans } = await this.files.open(actor, id, 'plan.approve');
    const { planId } = readForm(ApproveForm, body);
    const plan = plans.find((each) => each.id === planId);
    if (!plan) return redirect(`/cases/${id}`);
    await this.plans.approve(actor, planId);
    return redirect(`/cases/${id}`, { flash: 'Plan approved' });
  }

  @Get('report')
  @Needs('report.submit')
  async askReport(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return reportPage(await this.open(actor, id, 'report.submit'), firstAttempt());
  }

  @Post('report')
  @Needs('report.submit')
  async report(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    const opened = await this.open(actor, id, 'report.submit');
    return submit(reportFormFor(opened.outcomes.length), body, {
      run: (form) => {
        const outcomes = opened.outcomes.map(({ categoryCode, outcomeCode }, index) => ({ categoryCode, outcomeCode, ...form.score(index) }));
        return this.cases.report(actor, id, { summary: form.summary, outcomes });
      },
      done: () => redirect(`/cases/${id}`, { flash: 'End of service report submitted. The case has ended.' }),
      again: (attempt) => reportPage(opened, attempt),
    });
  }

  private async open(actor: Actor, id: string, action: string): Promise<Opened> {
    const file = await this.files.open(actor, id, action);
    return { file, outcomes: await this.naming.outcomesOf(file.case) };
  }
}

function planPage({ file, outcomes }: Opened, attempt: Attempt): Page {
  return page('delivery/web/views/plan', { attempt, outcomes, isChange: file.plans.length > 0, reference: file.case.reference, back: `/cases/${file.case.id}` });
}

function reportPage({ file, outcomes }: Opened, attempt: Attempt): Page {
  return page('delivery/web/views/report', { attempt, outcomes, levels: options(levels), reference: file.case.reference, back: `/cases/${file.case.id}` });
}

/** The latest plan as the form shows it, so that a change starts from what is there. */
function latestPlan({ file, outcomes }: Opened): Record<string, unknown> | null {
  const latest = file.plans.at(-1);
  if (!latest) return null;
  const lines = outcomes.map(({ categoryCode, outcomeCode }, index) => {
    const own = file.activities.filter((each) => each.planId === latest.id && each.categoryCode === categoryCode && each.outcomeCode === outcomeCode);
    return [`activity${index}`, own.map((each) => each.description).join('\n')] as const;
  });
  return { sessions: latest.sessions, ...Object.fromEntries(lines) };
}

function activitiesOf(form: PlanForm, outcomes: readonly DesiredOutcome[]): PlanContent['activities'] {
  return outcomes.flatMap(({ categoryCode, outcomeCode }, index) => form.activities(index).map((description) => ({ categoryCode, outcomeCode, description })));
}
