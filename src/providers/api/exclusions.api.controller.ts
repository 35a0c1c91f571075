import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { ExclusionPages } from '../application/exclusion-pages.js';
import { ExclusionsService } from '../application/exclusions.service.js';
import { DecideMatchDto, ListExclusionsDto, StaffReasonDto } from './staff.dto.js';
import { ExclusionListResponse, exclusionResponse, ExclusionResponse, exclusionRowResponse } from './staff.response.js';

const PAGE = 50;

/** The exclusion list, for commissioners. */
@ApiTags('staff')
@Controller('api/v1/exclusions')
export class ExclusionsApiController {
  constructor(
    private readonly exclusions: ExclusionsService,
    private readonly pages: ExclusionPages,
  ) {}

  @Get()
  @Needs('exclusion.read')
  async list(@CurrentActor() actor: Actor, @Query() { after }: ListExclusionsDto): Promise<ExclusionListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.pages.list(actor, { after: position ? { listedAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.listedAt.toISOString(), row.id]);
    return { items: items.map(exclusionRowResponse), next };
  }

  @Get(':id')
  @Needs('exclusion.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ExclusionResponse> {
    return exclusionResponse(await this.pages.open(actor, id));
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Needs('exclusion.decide')
  async decide(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { matchId, decision, reason }: DecideMatchDto): Promise<ExclusionResponse> {
    await this.exclusions.decide(actor, id, { matchId, decision, reason });
    return exclusionResponse(await this.pages.open(actor, id));
  }

  @Post(':id/lift')
  @HttpCode(200)
  @Needs('exclusion.lift')
  async lift(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: StaffReasonDto): Promise<ExclusionResponse> {
    await this.exclusions.lift(actor, id, reason);
    return exclusionResponse(await this.pages.open(actor, id));
  }
}
