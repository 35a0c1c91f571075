import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import type { Actor } from '#libs/kernel';
import { ServiceFinder } from '../application/service-finder.js';
import { CompareServicesDto, FindServicesDto } from './services.dto.js';
import { relaxationResponse, RelaxationResponse, serviceResponse, ServiceResponse } from './services.response.js';

/** Services a person could be referred to now. */
@ApiTags('services')
@Controller('api/v1/services')
export class ServicesApiController {
  constructor(private readonly finder: ServiceFinder) {}

  /** Those that take a referral now by expected start, then the full ones. */
  @Get()
  @Needs('service.find')
  async find(@CurrentActor() actor: Actor, @Query() { search: session, ...search }: FindServicesDto): Promise<ServiceResponse[]> {
    return (await this.finder.look(search, { actor, session: session ?? null })).services.map(serviceResponse);
  }

  /** When nothing takes a referral now: the smallest searches that find something. */
  @Get('relaxations')
  @Needs('service.find')
  async relaxations(@CurrentActor() actor: Actor, @Query() { search: session, ...search }: FindServicesDto): Promise<RelaxationResponse[]> {
    return (await this.finder.look(search, { actor, session: session ?? null })).relaxations.map(relaxationResponse);
  }

  /** Up to three services as they stand now, in the order asked for. */
  @Get('compare')
  @Needs('service.find')
  async compare(@CurrentActor() actor: Actor, @Query() { id, areaCode }: CompareServicesDto): Promise<ServiceResponse[]> {
    return (await this.finder.services(actor, id, { areaCode })).map(serviceResponse);
  }
}
