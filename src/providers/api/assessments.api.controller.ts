import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { AssessmentQueue } from '../application/assessment-queue.js';
import { AssessmentService } from '../application/assessment.service.js';
import { OpenedAssessments } from '../application/opened-assessments.js';
import { ListAssessmentsDto } from './assessment.dto.js';
import { AssessmentResponse, assessmentResponse, queueItemResponse, QueueResponse } from './assessment.response.js';

const PAGE = 50;

/** The assessors' queue. */
@ApiTags('assessments')
@Controller('api/v1/assessments')
export class AssessmentsApiController {
  constructor(
    private readonly queue: AssessmentQueue,
    private readonly assessment: AssessmentService,
    private readonly opened: OpenedAssessments,
  ) {}

  @Get()
  @Needs('application.read-assessment')
  async list(@CurrentActor() actor: Actor, @Query() { show = 'all', after }: ListAssessmentsDto): Promise<QueueResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queue.page(actor, { filter: show, after: position ? { at: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [show === 'decided' ? (row.decidedAt?.toISOString() ?? null) : row.dueOn, row.id]);
    return { items: items.map(queueItemResponse), next };
  }

  /** Takes the application due first that nobody has. */
  @Post('next')
  @HttpCode(200)
  @Needs('application.assess')
  async next(@CurrentActor() actor: Actor): Promise<AssessmentResponse> {
    const { id } = await this.assessment.takeNext(actor);
    return assessmentResponse(await this.opened.open(actor, id), actor.id);
  }
}
