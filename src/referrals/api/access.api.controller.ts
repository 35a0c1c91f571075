import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { LimitedAccessService } from '../application/limited-access.service.js';
import type { ReferralEntity } from '../persistence/referral.entity.js';
import { LiftLimitDto, LimitAccessDto } from './access.dto.js';
import { accessResponse, ReferralAccessResponse, ReferralLimitResponse } from './access.response.js';

/** Limiting who can see a referral, over the API. */
@ApiTags('referrals')
@Controller('api/v1/referrals/:id/access')
export class AccessApiController {
  constructor(private readonly service: LimitedAccessService) {}

  @Get()
  @Needs('referral.limit')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ReferralAccessResponse> {
    return accessResponse(await this.service.access(actor, id));
  }

  @Post()
  @HttpCode(200)
  @Needs('referral.limit')
  async limit(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { readerIds, reason = '', revision }: LimitAccessDto): Promise<ReferralLimitResponse> {
    return limitOf(await this.service.limit(actor, id, { readerIds, reason, revision }));
  }

  @Post('lift')
  @HttpCode(200)
  @Needs('referral.lift-limit')
  async lift(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: LiftLimitDto): Promise<ReferralLimitResponse> {
    return limitOf(await this.service.lift(actor, id, reason));
  }
}

function limitOf({ id, restricted, revision }: ReferralEntity): ReferralLimitResponse {
  return { id, isLimited: restricted, revision };
}
