import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { ChangesEach, IdParam } from '#libs/api';
import { Clock, RuleBroken, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { CaseFiles } from '../application/case-files.js';
import { ReassignmentQueries } from '../application/reassignment.queries.js';
import { ReassignmentService } from '../application/reassignment.service.js';
import { ReassignmentEntity } from '../persistence/reassignment.entity.js';
import { ReassignCaseDto, ReassignCasesDto } from './delivery.dto.js';
import { caseResponse, CaseResponse } from './delivery.response.js';
import { ReassignedResponse, reassignmentResponse, ReassignmentResponse, reassignmentRow, ReassignmentRowResponse } from './reassignments.response.js';

const MOST = 100;

/** Giving cases to another caseworker over the API, and where cases wait for one. */
@ApiTags('cases')
@Controller('api/v1')
export class ReassignmentsApiController {
  constructor(
    private readonly service: ReassignmentService,
    private readonly queries: ReassignmentQueries,
    private readonly files: CaseFiles,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  @Post('cases/:id/reassign')
  @HttpCode(200)
  @Needs('case.reassign')
  async reassign(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() to: ReassignCaseDto): Promise<CaseResponse> {
    return caseResponse(await this.files.of(await this.service.reassign(actor, id, to)), this.clock.today());
  }

  /** Several at once, each on its own: some may succeed where others do not. */
  @Post('cases/reassign')
  @HttpCode(200)
  @ChangesEach()
  @Needs('case.reassign')
  async reassignMany(@CurrentActor() actor: Actor, @Body() { caseIds, caseworkerId }: ReassignCasesDto): Promise<ReassignedResponse[]> {
    const results = await this.service.reassignEach(actor, caseIds, caseworkerId);
    return results.map((result) => {
      if (result.ok) return { id: result.id, ok: true, rule: null, detail: null };
      return { id: result.id, ok: false, rule: result.error instanceof RuleBroken ? result.error.rule : null, detail: result.error.message };
    });
  }

  @Get('reassignments')
  @Needs('reassignment.read')
  async list(@CurrentActor() actor: Actor): Promise<ReassignmentRowResponse[]> {
    return (await this.queries.list(actor, MOST)).map(reassignmentRow);
  }

  @Get('reassignments/:id')
  @Needs('reassignment.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ReassignmentResponse> {
    return reassignmentResponse(await this.reader.one(actor, ReassignmentEntity, id), await this.queries.cases(id));
  }
}
