import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { RateCardQueries } from '../application/rate-cards.queries.js';
import { RateCardsService } from '../application/rate-cards.service.js';
import { ApproveRateCardDto, DraftRateCardDto, ListRateCardsDto, PricesDto } from './rate-card.dto.js';
import { pricesOfDto, rateCardResponse, rateCardRowResponse, RateCardListResponse, RateCardResponse } from './rate-card.response.js';

/** Rate cards over the API. */
@ApiTags('rate-cards')
@Controller('api/v1/rate-cards')
export class RateCardsApiController {
  constructor(
    private readonly rateCards: RateCardsService,
    private readonly queries: RateCardQueries,
  ) {}

  @Post()
  @Needs('rate-card.draft')
  async draft(@CurrentActor() actor: Actor, @Body() body: DraftRateCardDto): Promise<RateCardResponse> {
    const { id } = await this.rateCards.draft(actor, body.contractId, pricesOfDto(body));
    return this.response(actor, id);
  }

  @Get()
  @Needs('rate-card.read')
  async list(@CurrentActor() actor: Actor, @Query() { contractId }: ListRateCardsDto): Promise<RateCardListResponse> {
    return { items: (await this.queries.of(actor, contractId)).map(rateCardRowResponse) };
  }

  @Get(':id')
  @Needs('rate-card.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<RateCardResponse> {
    return this.response(actor, id);
  }

  @Post(':id/revise')
  @HttpCode(200)
  @Needs('rate-card.revise')
  async revise(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: PricesDto): Promise<RateCardResponse> {
    await this.rateCards.revise(actor, id, pricesOfDto(body));
    return this.response(actor, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Needs('rate-card.approve')
  async approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision }: ApproveRateCardDto): Promise<RateCardResponse> {
    await this.rateCards.approve(actor, id, revision);
    return this.response(actor, id);
  }

  private async response(actor: Actor, id: string): Promise<RateCardResponse> {
    const { card, rules } = await this.rateCards.show(actor, id);
    return rateCardResponse(card, rules);
  }
}
