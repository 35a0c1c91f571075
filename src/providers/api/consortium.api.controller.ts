import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { organisationsOf, type Actor } from '#libs/kernel';
import { ApplicationsService } from '../application/applications.service.js';
import { ConsortiumQueries } from '../application/consortium.queries.js';
import { ConsortiumService } from '../application/consortium.service.js';
import { AddConsortiumMemberDto, AgreeConsortiumDto, ConsortiumTermsDto, DeclineConsortiumDto } from './consortium.dto.js';
import { consortiumMemberResponse, ConsortiumMemberResponse, consortiumResponse, ConsortiumResponse, OwnPartListResponse, ownPartResponse } from './consortium.response.js';

/** Organisations that apply together. */
@ApiTags('applications')
@Controller('api/v1')
export class ConsortiumApiController {
  constructor(
    private readonly consortium: ConsortiumService,
    private readonly applications: ApplicationsService,
    private readonly queries: ConsortiumQueries,
  ) {}

  @Get('applications/:id/consortium')
  @Needs('application.read')
  async list(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ConsortiumResponse> {
    await this.applications.application(actor, id);
    return consortiumResponse(await this.queries.members(id));
  }

  @Post('applications/:id/consortium')
  @Needs('consortium.add')
  async add(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: AddConsortiumMemberDto): Promise<ConsortiumMemberResponse> {
    return consortiumMemberResponse(await this.consortium.add(actor, id, body));
  }

  /** The caller's own parts in consortia that others lead. */
  @Get('consortium-members')
  @Needs('consortium.read')
  async own(@CurrentActor() actor: Actor): Promise<OwnPartListResponse> {
    return { items: (await this.queries.partsOf(organisationsOf(actor, 'provider-manager', 'provider-finance'))).map(ownPartResponse) };
  }

  @Get('consortium-members/:id')
  @Needs('consortium.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ConsortiumMemberResponse> {
    return consortiumMemberResponse(await this.consortium.member(actor, id));
  }

  @Post('consortium-members/:id/terms')
  @HttpCode(200)
  @Needs('consortium.change')
  async change(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: ConsortiumTermsDto): Promise<ConsortiumMemberResponse> {
    return consortiumMemberResponse(await this.consortium.change(actor, id, body));
  }

  @Post('consortium-members/:id/agree')
  @HttpCode(200)
  @Needs('consortium.answer')
  async agree(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision }: AgreeConsortiumDto): Promise<ConsortiumMemberResponse> {
    return consortiumMemberResponse(await this.consortium.agree(actor, id, revision));
  }

  @Post('consortium-members/:id/decline')
  @HttpCode(200)
  @Needs('consortium.answer')
  async decline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: DeclineConsortiumDto): Promise<ConsortiumMemberResponse> {
    return consortiumMemberResponse(await this.consortium.decline(actor, id, reason));
  }

  @Delete('consortium-members/:id')
  @HttpCode(204)
  @Needs('consortium.remove')
  remove(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<void> {
    return this.consortium.remove(actor, id);
  }
}
