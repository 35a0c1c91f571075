import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { ChangesEach } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { ReferralHandover } from '../application/referral-handover.js';
import { HandOverReferralsDto } from './handover.dto.js';
import { handedOverResponse, HandedOverResponse } from './handover.response.js';

/** Giving referrals to a colleague over the API. */
@ApiTags('referrals')
@Controller('api/v1/referrals')
export class HandoverApiController {
  constructor(private readonly handover: ReferralHandover) {}

  /** Several at once, each on its own: some may succeed where others do not. */
  @Post('hand-over')
  @HttpCode(200)
  @ChangesEach()
  @Needs('referral.pass-on')
  async handOver(@CurrentActor() actor: Actor, @Body() { referralIds, practitionerId }: HandOverReferralsDto): Promise<HandedOverResponse[]> {
    return (await this.handover.handOverEach(actor, referralIds, practitionerId)).map(handedOverResponse);
  }
}
