import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { CapacityService } from '../application/capacity.service.js';
import { ContractQueries } from '../application/contracts.queries.js';
import { ContractsService } from '../application/contracts.service.js';
import type { Room } from '../contracts.public.js';
import type { ContractEntity } from '../persistence/contract.entity.js';
import { AddOfficeDto, DescribeServiceDto, StateCapacityDto, type RoomDto } from './capacity.dto.js';
import { capacityResponse, CapacityResponse } from './capacity.response.js';

/** What providers tell practitioners about their services, over the API. */
@ApiTags('contracts')
@Controller('api/v1/contracts/:id')
export class CapacityApiController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly capacity: CapacityService,
    private readonly queries: ContractQueries,
  ) {}

  @Get('capacity')
  @Needs('contract.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<CapacityResponse> {
    return this.response(await this.contracts.contract(actor, id));
  }

  @Post('capacity')
  @HttpCode(200)
  @Needs('contract.state-capacity')
  async state(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { areas, ...everywhere }: StateCapacityDto): Promise<CapacityResponse> {
    const statement = areas ? { areas: areas.map((area) => ({ areaCode: area.areaCode, ...roomOf(area) })) } : { everywhere: roomOf(everywhere) };
    return this.response(await this.capacity.stateCapacity(actor, id, statement));
  }

  @Post('service')
  @HttpCode(200)
  @Needs('contract.describe')
  async describe(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: DescribeServiceDto): Promise<CapacityResponse> {
    return this.response(await this.capacity.describe(actor, id, body));
  }

  @Post('offices')
  @Needs('contract.describe')
  async addOffice(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { name, address, latitude = null, longitude = null }: AddOfficeDto): Promise<CapacityResponse> {
    return this.response(await this.capacity.addOffice(actor, id, { name, address, latitude, longitude }));
  }

  @Post('offices/:officeId/remove')
  @HttpCode(200)
  @Needs('contract.describe')
  async removeOffice(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('officeId', IdParam) officeId: string): Promise<CapacityResponse> {
    return this.response(await this.capacity.removeOffice(actor, id, officeId));
  }

  private async response(contract: ContractEntity): Promise<CapacityResponse> {
    return capacityResponse({ contract, ...(await this.queries.told(contract.id)) });
  }
}

function roomOf({ places, weeklyStarts, expectedWaitDays, closesWhenFull }: RoomDto): Room {
  return { places: places ?? null, weeklyStarts: weeklyStarts ?? null, expectedWaitDays: expectedWaitDays ?? null, closesWhenFull: closesWhenFull ?? true };
}
