import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#libs/access';
import { ServiceFinder } from '../application/service-finder.js';
import { FindServicesDto } from './referral.dto.js';
import { serviceResponse, ServiceResponse } from './referral.response.js';

/** Services a person could be referred to now. */
@ApiTags('services')
@Controller('api/v1/services')
export class ServicesApiController {
  constructor(private readonly finder: ServiceFinder) {}

  @Get()
  @Needs('service.find')
  async find(@Query() search: FindServicesDto): Promise<ServiceResponse[]> {
    return (await this.finder.find(search)).map(serviceResponse);
  }
}
