import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs, Public } from '#libs/access';
import { anonymousActor, type Actor } from '#libs/kernel';
import { VehicleQueries } from '../application/vehicles.queries.js';
import { VehiclesService } from '../application/vehicles.service.js';
import type { VehicleEntity } from '../persistence/vehicle.entity.js';
import { CloseVehicleDto, CopyVehicleDto, DraftVehicleDto, EditVehicleDto } from './vehicles.dto.js';
import { VehicleListResponse, vehicleResponse, VehicleResponse, vehicleRow } from './vehicles.response.js';

/** Commercial vehicles: what organisations join and lots are let under. Those that were opened are public. */
@ApiTags('vehicles')
@Controller('api/v1/vehicles')
export class VehiclesApiController {
  constructor(
    private readonly vehicles: VehiclesService,
    private readonly queries: VehicleQueries,
  ) {}

  @Get()
  @Public()
  async list(@CurrentActor('optional') actor: Actor | undefined): Promise<VehicleListResponse> {
    return { items: (await this.queries.list(actor ?? anonymousActor)).map(vehicleRow) };
  }

  @Get(':code')
  @Public()
  async show(@CurrentActor('optional') actor: Actor | undefined, @Param('code') code: string): Promise<VehicleResponse> {
    return this.response(actor ?? anonymousActor, await this.vehicles.vehicle(actor ?? anonymousActor, code));
  }

  @Post()
  @Needs('vehicle.draft')
  async draft(@CurrentActor() actor: Actor, @Body() { code, ...content }: DraftVehicleDto): Promise<VehicleResponse> {
    return this.response(actor, await this.vehicles.draft(actor, code, content));
  }

  @Post(':code/edit')
  @HttpCode(200)
  @Needs('vehicle.edit')
  async edit(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() { revision, reason = null, ...content }: EditVehicleDto): Promise<VehicleResponse> {
    return this.response(actor, await this.vehicles.edit(actor, code, { content, reason, revision }));
  }

  /** Makes a draft that says what this vehicle says. */
  @Post(':code/new-from')
  @Needs('vehicle.draft')
  async makeFrom(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() body: CopyVehicleDto): Promise<VehicleResponse> {
    return this.response(actor, await this.vehicles.makeFrom(actor, code, body));
  }

  @Post(':code/open')
  @HttpCode(200)
  @Needs('vehicle.open')
  async open(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<VehicleResponse> {
    return this.response(actor, await this.vehicles.open(actor, code));
  }

  @Post(':code/close')
  @HttpCode(200)
  @Needs('vehicle.close')
  async close(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() { reason }: CloseVehicleDto): Promise<VehicleResponse> {
    return this.response(actor, await this.vehicles.close(actor, code, reason));
  }

  private async response(actor: Actor, vehicle: VehicleEntity): Promise<VehicleResponse> {
    const { into } = await this.queries.related(actor, vehicle);
    return vehicleResponse(vehicle, await this.queries.variations(vehicle.id), into);
  }
}
