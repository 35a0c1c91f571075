import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { InvalidInput, type Actor } from '#libs/kernel';
import { ApplicationQueries } from '../application/applications.queries.js';
import { ApplicationsService } from '../application/applications.service.js';
import { AssessedAnswers } from '../application/assessed-answers.js';
import { Sittings } from '../application/sittings.js';
import type { SeenAnswers } from '../domain/application-answers.js';
import { withoutProposals } from '../domain/assessment.js';
import { AnswerApplicationDto, ChooseDto, ConfirmAnswersDto, ListApplicationsDto, StartApplicationDto } from './application.dto.js';
import { applicationResponse, ApplicationListResponse, ApplicationResponse, applicationRow } from './application.response.js';

const PAGE = 50;

/** Applications to commercial vehicles. */
@ApiTags('applications')
@Controller('api/v1/applications')
export class ApplicationsApiController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly sittings: Sittings,
    private readonly answers: AssessedAnswers,
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

  @Delete(':id')
  @HttpCode(204)
  @Needs('application.delete')
  delete(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<void> {
    return this.applications.delete(actor, id);
  }

  @Post(':id/choices')
  @HttpCode(200)
  @Needs('application.answer')
  async choose(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, ...choices }: ChooseDto): Promise<ApplicationResponse> {
    await this.applications.choose(actor, id, choices, revision);
    return this.response(actor, id);
  }

  @Post(':id/answers')
  @HttpCode(200)
  @Needs('application.answer')
  async answer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { answers, saidAt = {} }: AnswerApplicationDto): Promise<ApplicationResponse> {
    await this.applications.answer(actor, id, answers, { seen: seenIn(saidAt) });
    return this.response(actor, id);
  }

  @Post(':id/answers/confirm')
  @HttpCode(200)
  @Needs('application.answer')
  async confirm(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { saidAt }: ConfirmAnswersDto): Promise<ApplicationResponse> {
    await this.applications.confirm(actor, id, seenIn(saidAt));
    return this.response(actor, id);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Needs('application.submit')
  async submit(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ApplicationResponse> {
    await this.applications.submit(actor, id);
    return this.response(actor, id);
  }

  @Post(':id/take-back')
  @HttpCode(200)
  @Needs('application.take-back')
  async takeBack(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ApplicationResponse> {
    await this.applications.takeBack(actor, id);
    return this.response(actor, id);
  }

  private async response(actor: Actor, id: string): Promise<ApplicationResponse> {
    const sitting = await this.sittings.open(actor, id);
    const { application, questionnaire, circumstances } = sitting;
    return applicationResponse(sitting, this.answers.in(questionnaire, circumstances), withoutProposals(application, await this.queries.parts(id)));
  }
}

/** When answers that were seen were said, as sent; throws InvalidInput for what is neither an instant nor null. */
function seenIn(sent: Readonly<Record<string, unknown>>): SeenAnswers {
  const seen = Object.entries(sent).map(([code, at]) => [code, at === null ? null : new Date(typeof at === 'string' ? at : NaN)] as const);
  const wrong = seen.filter(([, at]) => at !== null && Number.isNaN(at.getTime()));
  if (wrong.length > 0) throw new InvalidInput(wrong.map(([code]) => ({ field: `saidAt.${code}`, message: 'Give an instant, like 2026-06-10T11:00:00.000Z, or null' })));
  return Object.fromEntries(seen);
}
