import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { AssessmentService } from '../application/assessment.service.js';
import { DecisionLetters } from '../application/decision-letters.js';
import { OpenedAssessments, type OpenedAssessment } from '../application/opened-assessments.js';
import type { ApplicationPart } from '../domain/application.js';
import { decisionsIn, grounds, secondPersonBecause } from '../domain/assessment.js';
import { judgementGaps } from '../domain/judgement.js';
import { decisionTags, pathOf } from './application.page.js';
import { SecondPersonForm } from './assessment.forms.js';
import { judgementRow } from './assessment.page.js';
import { catalogueNames } from './catalogue-names.js';
import { readDecisions } from './decision.form.js';
import { withAreas } from './parts-by-area.js';
import { RevisionForm } from './providers.forms.js';

/** The decision on an application, the second person's word on it, and the letter. */
@Controller('applications/:id')
export class DecisionsController {
  constructor(
    private readonly opened: OpenedAssessments,
    private readonly assessment: AssessmentService,
    private readonly letters: DecisionLetters,
    private readonly catalogue: Catalogue,
  ) {}

  @Get('decide')
  @Needs('application.decide')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.decide');
    const { status, debarmentCheckedOn } = opened.application;
    if (status === 'proposed') return redirect(pathOf(id, 'agree'));
    if (status === 'decided') return redirect(pathOf(id));
    if (opened.assessment.regime === 'PA2023' && debarmentCheckedOn === null) return redirect(pathOf(id, 'supplier-status'));
    return this.decidePage(opened, firstAttempt(proposedBefore(opened)));
  }

  @Post('decide')
  @Needs('application.decide')
  async decide(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.decide');
    const names = await catalogueNames(this.catalogue);
    return submit(RevisionForm, body, {
      run: ({ revision }) => this.assessment.decide(actor, id, readDecisions(body, opened.assessment.parts, names), revision),
      done: ({ status }) =>
        status === 'proposed'
          ? redirect('/assessments', { flash: `Your decision on the application from ${opened.providerName} waits for a second person` })
          : redirect('/assessments', { flash: `Application from ${opened.providerName} decided. The organisation has been told.` }),
      again: async (attempt) => this.decidePage(await this.opened.open(actor, id), attempt),
    });
  }

  @Get('agree')
  @Needs('application.agree')
  async askSecond(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.agree');
    return opened.application.status === 'proposed' ? this.agreePage(opened, actor, firstAttempt()) : redirect(pathOf(id));
  }

  @Post('agree')
  @Needs('application.agree')
  async second(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    const opened = await this.opened.open(actor, id, 'application.agree');
    return submit(SecondPersonForm, body, {
      run: ({ answer, reason, revision }) => (answer === 'agree' ? this.assessment.agree(actor, id, revision) : this.assessment.sendBack(actor, id, reason ?? '', revision)),
      done: (_, { answer }) => redirect('/assessments', { flash: answer === 'agree' ? `Application from ${opened.providerName} decided. The organisation has been told.` : 'The decision was sent back to whoever proposed it' }),
      again: async (attempt) => this.agreePage(await this.opened.open(actor, id), actor, attempt),
    });
  }

  @Get('letter')
  @Needs('application.read-letter')
  async letter(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const letter = await this.letters.of(actor, id);
    return page('providers/web/views/decision-letter', { letter: { ...letter, outcomes: withAreas(letter.outcomes) }, back: pathOf(id) });
  }

  private async decidePage(opened: OpenedAssessment, attempt: Attempt): Promise<Page> {
    const { application, assessment } = opened;
    const facts = await this.facts(opened);
    return page('providers/web/views/decide', {
      ...facts,
      attempt,
      categories: byCategory(facts.parts, attempt),
      grounds: Object.entries(grounds).map(([value, text]) => ({ value, text })),
      gaps: judgementGaps(assessment.answers, assessment.judgements),
      isQueried: application.status === 'queried',
      second: secondPersonBecause(application, [], assessment.answers),
      back: pathOf(application.id, 'assess'),
    });
  }

  private async agreePage(opened: OpenedAssessment, actor: Actor, attempt: Attempt): Promise<Page> {
    const { application, assessment, names } = opened;
    const facts = await this.facts(opened);
    return page('providers/web/views/agree', {
      ...facts,
      attempt,
      parts: withAreas(facts.parts.map(({ id: _, code: __, ...part }) => part)),
      tags: decisionTags,
      because: secondPersonBecause(application, decisionsIn(assessment.parts), assessment.answers),
      proposedByName: application.proposedBy ? (names.get(application.proposedBy) ?? 'Somebody') : '',
      isOwn: application.proposedBy === actor.id,
      back: '/assessments?show=second-person',
    });
  }

  private async facts({ application, assessment, providerName, names }: OpenedAssessment) {
    const catalogue = await catalogueNames(this.catalogue);
    const judged = assessment.assessed.flatMap(({ question, asked, points }) => {
      const said = assessment.judgements.filter((each) => each.questionCode === question);
      return said.length > 0 ? [{ text: asked.text, most: points, said: said.map((each) => judgementRow(each, names)) }] : [];
    });
    return {
      application,
      providerName,
      vehicleName: assessment.vehicleName,
      judged,
      failing: assessment.assessed.filter((each) => each.verdict === 'fails' || each.verdict === 'unanswered').map((each) => ({ text: each.asked.text, reason: each.reason })),
      returns: assessment.returns.map((each) => ({ ...each, by: names.get(each.returnedBy) ?? 'Somebody' })),
      parts: assessment.parts.map((part) => ({
        id: part.id,
        code: part.categoryCode,
        category: catalogue.category(part.categoryCode),
        area: catalogue.area(part.areaCode),
        decision: part.decision ?? 'waiting',
        ground: part.ground ? grounds[part.ground] : '',
        reason: part.reason ?? '',
      })),
    };
  }
}

/** A part as the form of the decision shows it. */
interface PartToDecide {
  readonly id: string;
  readonly code: string;
  readonly category: string;
}

/** Parts by category, in their order. One of several areas is decided at once; it opens area by area where something is said of an area. */
function byCategory<Part extends PartToDecide>(parts: readonly Part[], { values, errors }: Attempt): object[] {
  const isSaid = ({ id }: Part) => ['decision', 'ground', 'reason'].some((field) => Boolean(values[`${field}-${id}`]) || errors.some((error) => error.field === `${field}-${id}`));
  return [...new Set(parts.map(({ code }) => code))].map((code) => {
    const own = parts.filter((part) => part.code === code);
    return { code, category: own[0]?.category, parts: own, isOpen: own.some(isSaid) };
  });
}

/** What was proposed before and sent back, as the form shows it: of a category at once where the same was said of all its areas. */
function proposedBefore({ assessment: { parts } }: OpenedAssessment): Record<string, string> {
  const said = ({ decision, ground, reason }: ApplicationPart) => JSON.stringify([decision, ground, reason]);
  return Object.fromEntries(parts.flatMap((part) => {
    const { id, categoryCode, decision, ground, reason } = part;
    const own = parts.filter((each) => each.categoryCode === categoryCode);
    const key = own.length > 1 && own.every((each) => said(each) === said(part)) ? categoryCode : id;
    return [[`decision-${key}`, decision ?? ''], [`ground-${key}`, ground ?? ''], [`reason-${key}`, reason ?? '']];
  }));
}
