import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { ApplicationQueries } from '../application/applications.queries.js';
import { ApplicationsService } from '../application/applications.service.js';
import { AssessmentService } from '../application/assessment.service.js';
import { AnswerApplicationDto, DecideApplicationDto, ListApplicationsDto, StartApplicationDto } from './providers.dto.js';
import { applicationResponse, ApplicationListResponse, ApplicationResponse, applicationRow } from './providers.response.js';

const PAGE = 50;

/** Applications to commercial vehicles. */
@ApiTags('applications')
@Controller('api/v1/applications')
export class ApplicationsApiController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly assessment: AssessmentService,
    private readonly queries: ApplicationQueries,
  ) {}

  @Post()
  @Needs('application.start')
  async start(@CurrentActor() actor: Actor, @Body() body: StartApplicationDto): Promise<ApplicationResponse> {
    const { id } = await this.applications.start(actor, body);
    return this.response(actor, id);
  }

  @Get()
  @Needs('application.read')
  async list(@CurrentActor() actor: Actor, @Query() { status, after }: ListApplicationsDto): Promise<ApplicationListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.list(actor, { status, after: position ? { startedAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.startedAt.toISOString(), row.id]);
    return { items: items.map(applicationRow), next };
  }

  @Get(':id')
  @Needs('application.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ApplicationResponse> {
    return this.response(actor, id);
  }

  @Post(':id/answers')
  @HttpCode(200)
  @Needs('application.answer')
  async answer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { answers }: AnswerApplicationDto): Promise<ApplicationResponse> {
    await this.applications.answer(actor, id, answers);
    return this.response(actor, id);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Needs('application.submit')
  async submit(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ApplicationResponse> {
    await this.applications.submit(actor, id);
    return this.response(actor, id);
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Needs('application.decide')
  async decide(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { decisions }: DecideApplicationDto): Promise<ApplicationResponse> {
    await this.assessment.decide(actor, id, decisions.map(({ reason = null, ...decision }) => ({ ...decision, reason })));
    return this.response(actor, id);
  }

  private async response(actor: Actor, id: string): Promise<ApplicationResponse> {
    const application = await this.applications.application(actor, id);
    return applicationResponse(application, this.assessment.assessed(application), await this.queries.parts(id));
  }
}
