import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { AssessmentService } from '../application/assessment.service.js';
import { DecisionLetters } from '../application/decision-letters.js';
import { OpenedAssessments } from '../application/opened-assessments.js';
import { AgreeDto, DecideApplicationDto, JudgeDto, SendBackDto, SupplierStatusDto } from './assessment.dto.js';
import { AssessmentResponse, assessmentResponse, LetterResponse, letterResponse } from './assessment.response.js';

/** Assessing one application: judgements, the decision, the second person's word on it, the letter. */
@ApiTags('assessments')
@Controller('api/v1/applications/:id')
export class AssessmentApiController {
  constructor(
    private readonly assessment: AssessmentService,
    private readonly opened: OpenedAssessments,
    private readonly letters: DecisionLetters,
  ) {}

  @Get('assessment')
  @Needs('application.read-assessment')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<AssessmentResponse> {
    return this.response(actor, id);
  }

  @Post('take')
  @HttpCode(200)
  @Needs('application.assess')
  async take(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<AssessmentResponse> {
    await this.assessment.take(actor, id);
    return this.response(actor, id);
  }

  @Post('hand-back')
  @HttpCode(200)
  @Needs('application.assess')
  async handBack(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<AssessmentResponse> {
    await this.assessment.handBack(actor, id);
    return this.response(actor, id);
  }

  @Post('judgements')
  @HttpCode(200)
  @Needs('application.assess')
  async judge(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { judgements }: JudgeDto): Promise<AssessmentResponse> {
    await this.assessment.judge(actor, id, judgements.map(({ points = null, seenAt, ...judgement }) => ({ ...judgement, points, seenAt: seenAt ? new Date(seenAt) : null })));
    return this.response(actor, id);
  }

  @Post('supplier-status')
  @HttpCode(200)
  @Needs('application.assess')
  async recordStatus(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: SupplierStatusDto): Promise<AssessmentResponse> {
    await this.assessment.recordSupplierStatus(actor, id, body);
    return this.response(actor, id);
  }

  @Post('decide')
  @HttpCode(200)
  @Needs('application.decide')
  async decide(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { decisions, revision }: DecideApplicationDto): Promise<AssessmentResponse> {
    await this.assessment.decide(actor, id, decisions.map(({ reason = null, ground = null, ...decision }) => ({ ...decision, ground, reason })), revision);
    return this.response(actor, id);
  }

  @Post('agree')
  @HttpCode(200)
  @Needs('application.agree')
  async agree(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision }: AgreeDto): Promise<AssessmentResponse> {
    await this.assessment.agree(actor, id, revision);
    return this.response(actor, id);
  }

  @Post('send-back')
  @HttpCode(200)
  @Needs('application.agree')
  async sendBack(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason, revision }: SendBackDto): Promise<AssessmentResponse> {
    await this.assessment.sendBack(actor, id, reason, revision);
    return this.response(actor, id);
  }

  @Get('letter')
  @Needs('application.read-letter')
  async letter(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<LetterResponse> {
    return letterResponse(await this.letters.of(actor, id));
  }

  private async response(actor: Actor, id: string): Promise<AssessmentResponse> {
    return assessmentResponse(await this.opened.open(actor, id), actor.id);
  }
}
