import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, monthOf, parseMonth, type Actor } from '#libs/kernel';
import { Places } from '../application/places.js';
import { UnmetNeeds } from '../application/unmet-needs.js';
import { UnmetNeedDto } from './services.dto.js';
import { placesResponse, PlacesResponse, unmetNeedResponse, UnmetNeedResponse } from './services.response.js';

/** Places in use and need that went unmet, as counts. */
@ApiTags('services')
@Controller('api/v1')
export class RoomApiController {
  constructor(
    private readonly places: Places,
    private readonly unmetNeeds: UnmetNeeds,
    private readonly clock: Clock,
  ) {}

  @Get('contracts/:id/places')
  @Needs('places.read')
  async inUse(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PlacesResponse[]> {
    return (await this.places.inUse(actor, id)).rooms.map(placesResponse);
  }

  @Get('unmet-need')
  @Needs('unmet-need.read')
  async unmet(@CurrentActor() actor: Actor, @Query() { month, categoryCode }: UnmetNeedDto): Promise<UnmetNeedResponse[]> {
    const counts = await this.unmetNeeds.counts(actor, { month: parseMonth(month ?? '') ?? monthOf(this.clock.today()), categoryCode });
    return counts.map(unmetNeedResponse);
  }
}
