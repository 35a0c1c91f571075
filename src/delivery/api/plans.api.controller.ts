import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { must, type Actor } from '#libs/kernel';
import { CaseFiles } from '../application/case-files.js';
import { CaseQueries } from '../application/cases.queries.js';
import { PlansService } from '../application/plans.service.js';
import { OfCaseDto, SubmitPlanDto } from './delivery.dto.js';
import { planResponse, PlanResponse } from './delivery.response.js';

/** Plans over the API. */
@ApiTags('plans')
@Controller('api/v1/plans')
export class PlansApiController {
  constructor(
    private readonly plans: PlansService,
    private readonly files: CaseFiles,
    private readonly queries: CaseQueries,
  ) {}

  @Post()
  @Needs('plan.submit')
  async submit(@CurrentActor() actor: Actor, @Body() { caseId, sessions, activities }: SubmitPlanDto): Promise<PlanResponse> {
    return this.response(actor, await this.plans.submit(actor, caseId, { sessions, activities }));
  }

  @Get()
  @Needs('case.read')
  async list(@CurrentActor() actor: Actor, @Query() { caseId }: OfCaseDto): Promise<PlanResponse[]> {
    const file = await this.files.open(actor, caseId);
    return file.plans.map((plan) => planResponse(file, plan));
  }

  @Get(':id')
  @Needs('case.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PlanResponse> {
    return this.response(actor, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Needs('plan.approve')
  async approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PlanResponse> {
    await this.plans.approve(actor, id);
    return this.response(actor, id);
  }

  private async response(actor: Actor, id: string): Promise<PlanResponse> {
    const file = await this.files.open(actor, await this.queries.caseOf('plan', id));
    const plan = must(file.plans.find((each) => each.id === id), `plan ${id}`);
    return planResponse(file, plan);
  }
}
