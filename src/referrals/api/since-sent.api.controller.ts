import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { AmendmentsService } from '../application/amendments.service.js';
import { AnswersService } from '../application/answers.service.js';
import { ReferralQueries } from '../application/referrals.queries.js';
import { ReferralsService } from '../application/referrals.service.js';
import { TransfersService } from '../application/transfers.service.js';
import type { AmendableContent } from '../domain/amendable.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { AmendReferralDto, GoOnDto, TransferReferralDto } from './since-sent.dto.js';
import { AlternativeResponse, amendmentResponse, AmendmentResponse, WentOnResponse } from './since-sent.response.js';

/** What becomes of a referral after it was sent, besides its answer. */
@ApiTags('referrals')
@Controller('api/v1/referrals/:id')
export class SinceSentApiController {
  constructor(
    private readonly amendments: AmendmentsService,
    private readonly queries: ReferralQueries,
    private readonly answers: AnswersService,
    private readonly transfers: TransfersService,
    private readonly referrals: ReferralsService,
    private readonly reader: Reader,
  ) {}

  /** Changes newest first; those of withheld text alone only for the referring side. */
  @Get('amendments')
  @Needs('referral.read')
  async list(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<AmendmentResponse[]> {
    const referral = await this.referrals.referral(actor, id);
    const readsWithheld = this.reader.may(actor, ReferralEntity, 'referral.read-written', referral);
    return (await this.queries.amendments(id)).filter((each) => readsWithheld || !each.isWithheld).map(amendmentResponse);
  }

  @Post('amend')
  @HttpCode(200)
  @Needs('referral.amend')
  async amend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, amendmentReason, ...said }: AmendReferralDto): Promise<AmendmentResponse[]> {
    const { content } = await this.amendments.toAmend(actor, id);
    const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<AmendableContent>;
    await this.amendments.amend(actor, id, { content: { ...content, ...given }, reason: amendmentReason, revision });
    return this.list(actor, id);
  }

  @Get('alternatives')
  @Needs('referral.read')
  async alternatives(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<AlternativeResponse[]> {
    return this.answers.suitableFor(await this.referrals.referral(actor, id));
  }

  /** A draft for another service with everything the referral says. */
  @Post('go-on')
  @Needs('referral.transfer')
  async goOn(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { contractId }: GoOnDto): Promise<WentOnResponse> {
    return { referralId: null, draftId: await this.transfers.again(actor, id, contractId) };
  }

  @Post('transfer')
  @HttpCode(200)
  @Needs('referral.transfer')
  async transfer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: TransferReferralDto): Promise<WentOnResponse> {
    const { referralId, draftId } = await this.transfers.transfer(actor, id, body);
    return { referralId, draftId };
  }
}
