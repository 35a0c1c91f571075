import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { CaseFiles } from '../application/case-files.js';
import { CaseTransfersService } from '../application/case-transfers.service.js';
import { Timelines } from '../application/timelines.js';
import { CaseWentOnResponse, timelineEntryResponse, TimelineEntryResponse } from './case-transfers.response.js';
import { HandOverCaseDto, TransferCaseDto } from './delivery.dto.js';
import { caseResponse, CaseResponse } from './delivery.response.js';

/** Where a case goes on, and everything that happened to it. */
@ApiTags('cases')
@Controller('api/v1')
export class CaseTransfersApiController {
  constructor(
    private readonly transfers: CaseTransfersService,
    private readonly timelines: Timelines,
    private readonly files: CaseFiles,
    private readonly clock: Clock,
  ) {}

  /** To another organisation on its contract, with a caseworker authorised there. */
  @Post('cases/:id/allocate')
  @HttpCode(200)
  @Needs('case.allocate')
  async handOver(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() to: HandOverCaseDto): Promise<CaseResponse> {
    return caseResponse(await this.files.of(await this.transfers.handOver(actor, id, to)), this.clock.today());
  }

  /** Ends the case and goes on at another contract, or neither. */
  @Post('cases/:id/transfer')
  @HttpCode(200)
  @Needs('case.transfer')
  async transfer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() to: TransferCaseDto): Promise<CaseWentOnResponse> {
    const { referralId, draftId } = await this.transfers.transfer(actor, id, to);
    return { referralId, draftId };
  }

  /** A referral and its case, newest first. */
  @Get('referrals/:id/timeline')
  @Needs('caseload.read')
  async timeline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<TimelineEntryResponse[]> {
    return (await this.timelines.ofReferral(actor, id)).entries.map(timelineEntryResponse);
  }
}
