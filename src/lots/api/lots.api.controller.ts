import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { Bidders } from '../application/bidders.js';
import { LotQueries } from '../application/lots.queries.js';
import { LotsService } from '../application/lots.service.js';
import type { LotEntity } from '../persistence/lot.entity.js';
import { ListLotsDto, MakeLotDto, WithdrawLotDto } from './lots.dto.js';
import { eligibilityResponse, EligibilityResponse, LotListResponse, lotResponse, LotResponse, lotRow } from './lots.response.js';

const PAGE = 50;

/** Lots, and who could deliver them. */
@ApiTags('lots')
@Controller('api/v1/lots')
export class LotsApiController {
  constructor(
    private readonly lots: LotsService,
    private readonly queries: LotQueries,
    private readonly bidders: Bidders,
    private readonly providers: ProviderDirectory,
  ) {}

  @Post()
  @Needs('lot.make')
  async make(@CurrentActor() actor: Actor, @Body() { minimumAge = null, maximumAge = null, minimumFinancialBandPence = null, ...body }: MakeLotDto): Promise<LotResponse> {
    return this.response(await this.lots.make(actor, { ...body, minimumAge, maximumAge, minimumFinancialBandPence }));
  }

  @Get()
  @Needs('lot.read')
  async list(@CurrentActor() actor: Actor, @Query() { after, ...filter }: ListLotsDto): Promise<LotListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.list(actor, filter, { after: position ? { createdAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.createdAt.toISOString(), row.id]);
    return { items: items.map(lotRow), next };
  }

  @Get(':id')
  @Needs('lot.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<LotResponse> {
    return this.response(await this.lots.lot(actor, id));
  }

  @Get(':id/eligibility')
  @Needs('lot.read-eligibility')
  async eligibility(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<EligibilityResponse[]> {
    const lot = await this.lots.lot(actor, id, 'lot.read-eligibility');
    return (await this.bidders.forLot(lot)).map(eligibilityResponse);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Needs('lot.withdraw')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: WithdrawLotDto): Promise<LotResponse> {
    return this.response(await this.lots.withdraw(actor, id, reason));
  }

  /** A lot inherits the regime of its vehicle. */
  private async response(lot: LotEntity): Promise<LotResponse> {
    const vehicle = await this.providers.vehicle(lot.vehicleCode);
    return lotResponse(lot, vehicle?.regime ?? null);
  }
}
