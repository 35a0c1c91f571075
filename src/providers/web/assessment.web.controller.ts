import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { page, type Page } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { TURNOVER } from '../application/application-questionnaire.js';
import { ConsortiumQueries } from '../application/consortium.queries.js';
import { OpenedApplications, type OpenedApplication } from '../application/opened-applications.js';
import { ShareCodeService } from '../application/share-code.service.js';
import { Sittings } from '../application/sittings.js';
import { isOpen } from '../domain/answer-query.js';
import { answersOf } from '../domain/given-answer.js';
import { applicationTags, assessedRows, bandInWords, decisionTags, isSound, partRows, pathOf, verdictTags } from './application.page.js';
import { assessPath } from './assessment.page.js';
import { catalogueNames } from './catalogue-names.js';
import { consortiumModel } from './consortium.page.js';
import { withAreas } from './parts-by-area.js';
import { taskListModel } from './task-list.page.js';

/** One application as its provider and commissioners see it. */
@Controller('applications/:id')
export class AssessmentController {
  constructor(
    private readonly opened: OpenedApplications,
    private readonly sittings: Sittings,
    private readonly consortia: ConsortiumQueries,
    private readonly catalogue: Catalogue,
    private readonly shareCodes: ShareCodeService,
  ) {}

  @Get()
  @Needs('application.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const opened = await this.opened.open(actor, id);
    const { application, asked, mayAnswer, mayReply, mayReadAssessment, mayReadLetter } = opened;
    if (application.status === 'draft') {
      const importPath = this.shareCodes.isOffered && mayAnswer ? pathOf(id, 'import') : null;
      return page('providers/web/views/tasks', { ...taskListModel(await this.sittings.of(application), mayAnswer), importPath });
    }
    return page('providers/web/views/application', {
      ...(await this.facts(opened)),
      consortium: application.isConsortium ? consortiumModel(await this.consortia.members(id), await catalogueNames(this.catalogue)) : null,
      assessPath: mayReadAssessment ? assessPath(id) : null,
      letterPath: mayReadLetter ? pathOf(id, 'letter') : null,
      queries: asked.map(({ query, text }) => ({ ...query, text, href: mayReply && isOpen(query) ? pathOf(id, `queries/${query.id}`) : null })),
      takeBackPath: mayAnswer && application.status === 'submitted' ? pathOf(id, 'take-back') : null,
      printPath: pathOf(id, 'print'),
      againPath: mayAnswer && opened.parts.some((part) => part.decision === 'refused') ? pathOf(id, 'again') : null,
    });
  }

  private async facts({ application, parts, given, assessed, providerName, vehicleName, bandRule, mayDecide, mayReadAssessment }: OpenedApplication): Promise<object> {
    return {
      application,
      providerName,
      vehicleName,
      showsVerdicts: mayDecide,
      answers: assessedRows(assessed),
      doubtful: assessedRows(assessed.filter((each) => !isSound(each))),
      sound: assessedRows(assessed.filter(isSound)),
      parts: withAreas(partRows(parts, await catalogueNames(this.catalogue))),
      band: bandInWords(answersOf(given)[TURNOVER], bandRule, mayReadAssessment ? 'other' : 'member'),
      tags: { application: applicationTags, decision: decisionTags, verdict: verdictTags },
    };
  }
}
