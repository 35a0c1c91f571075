import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { JoinRequestsService } from '../application/join-requests.service.js';
import { JoiningQueries } from '../application/joining.queries.js';
import { ChooseRolesDto, DeclineDto } from './joining.dto.js';
import { JoinRequestListResponse, joinRequestResponse, JoinRequestResponse } from './joining.response.js';

/** People who ask to join one's own organisation. */
@ApiTags('join requests')
@Controller('api/v1/join-requests')
export class JoinRequestsApiController {
  constructor(
    private readonly requests: JoinRequestsService,
    private readonly queries: JoiningQueries,
  ) {}

  @Get()
  @Needs('join-request.read')
  async list(@CurrentActor() actor: Actor): Promise<JoinRequestListResponse> {
    return { items: (await this.queries.joinRequests(actor)).map(joinRequestResponse) };
  }

  @Get(':id')
  @Needs('join-request.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<JoinRequestResponse> {
    return joinRequestResponse(await this.requests.request(actor, id));
  }

  /** An invitation with these roles goes to whoever asked. */
  @Post(':id/approve')
  @HttpCode(200)
  @Needs('join-request.approve')
  async approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: ChooseRolesDto): Promise<JoinRequestResponse> {
    return joinRequestResponse(await this.requests.approve(actor, id, body));
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Needs('join-request.decline')
  async decline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: DeclineDto): Promise<JoinRequestResponse> {
    return joinRequestResponse(await this.requests.decline(actor, id, reason));
  }
}
