import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { AnswersService } from '../application/answers.service.js';
import { ReferralQueries } from '../application/referrals.queries.js';
import { ReferralsService } from '../application/referrals.service.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { AsksCaseData, RestrictedPerson } from './case-data.guard.js';
import { contentOfDto } from './referral-content.js';
import { AllocateReferralDto, DeclineReferralDto, ListReferralsDto, SendReferralDto, WithdrawReferralDto } from './referral.dto.js';
import { referralResponse, ReferralListResponse, ReferralResponse } from './referral.response.js';

const PAGE = 50;

/** Referrals over the API: the same use cases as the pages. */
@ApiTags('referrals')
@Controller('api/v1/referrals')
export class ReferralsApiController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly answers: AnswersService,
    private readonly queries: ReferralQueries,
    private readonly reader: Reader,
  ) {}

  @Post()
  @Needs('referral.send')
  @UseGuards(AsksCaseData)
  async send(@CurrentActor() actor: Actor, @Body() body: SendReferralDto, @RestrictedPerson() restricted: boolean): Promise<ReferralResponse> {
    const referral = await this.referrals.send(actor, body.contractId, contentOfDto(body), { sources: {}, restricted, limiting: body.limitAccess });
    // They may see what they have just sent, also where access is limited.
    return this.shown({ ...actor, granted: [...actor.granted, referral.id] }, referral);
  }

  @Get()
  @Needs('referral.read')
  async list(@CurrentActor() actor: Actor, @Query() { status, after }: ListReferralsDto): Promise<ReferralListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.list(actor, { status, after: position ? { sentAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.sentAt.toISOString(), row.id]);
    return { items: [...items], next };
  }

  @Get(':id')
  @Needs('referral.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ReferralResponse> {
    return this.response(actor, id);
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Needs('referral.decline')
  async decline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: DeclineReferralDto): Promise<ReferralResponse> {
    await this.answers.decline(actor, id, body);
    return this.response(actor, id);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Needs('referral.withdraw')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: WithdrawReferralDto): Promise<ReferralResponse> {
    await this.referrals.withdraw(actor, id, body);
    return this.response(actor, id);
  }

  @Post(':id/allocate')
  @HttpCode(200)
  @Needs('referral.allocate')
  async allocate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: AllocateReferralDto): Promise<ReferralResponse> {
    // Who gives it back may not read it any more.
    return this.shown(actor, await this.answers.allocate(actor, id, body));
  }

  private async response(actor: Actor, id: string): Promise<ReferralResponse> {
    return this.shown(actor, await this.referrals.referral(actor, id));
  }

  private async shown(actor: Actor, referral: ReferralEntity): Promise<ReferralResponse> {
    return referralResponse(referral, await this.queries.needsOf(referral.id), this.reader.may(actor, ReferralEntity, 'referral.read-written', referral));
  }
}
