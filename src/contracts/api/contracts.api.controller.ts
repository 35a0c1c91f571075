import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { AsksElsewhere, decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { ContractQueries, positionOf } from '../application/contracts.queries.js';
import { ContractsService } from '../application/contracts.service.js';
import type { ContractEntity } from '../persistence/contract.entity.js';
import { AddSubcontractorDto, AskToConfirmDto, AwardContractDto, ListContractsDto, ReasonDto } from './contract.dto.js';
import { contractResponse, contractRowResponse, ContractListResponse, ContractResponse } from './contract.response.js';

const PAGE = 50;

/** Contracts over the API: the same use cases as the pages. */
@ApiTags('contracts')
@Controller('api/v1/contracts')
export class ContractsApiController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly queries: ContractQueries,
  ) {}

  @Post()
  @AsksElsewhere()
  @Needs('contract.award')
  async award(@CurrentActor() actor: Actor, @Body() body: AwardContractDto): Promise<ContractResponse> {
    return this.response(actor, await this.contracts.award(actor, body));
  }

  /** Asks a provider to confirm what it said long ago, before a lot is given to it. */
  @Post('ask-to-confirm')
  @HttpCode(204)
  @Needs('contract.award')
  async askToConfirm(@CurrentActor() actor: Actor, @Body() { lotId, providerId }: AskToConfirmDto): Promise<void> {
    await this.contracts.askToConfirm(actor, lotId, providerId);
  }

  @Get()
  @Needs('contract.read')
  async list(@CurrentActor() actor: Actor, @Query() { after, ...filter }: ListContractsDto): Promise<ContractListResponse> {
    const rows = await this.queries.list(actor, { filter, after: positionOf(decodeCursor(after, 2)), limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.title, row.id]);
    return { items: items.map(contractRowResponse), next };
  }

  @Get(':id')
  @Needs('contract.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ContractResponse> {
    return this.response(actor, await this.contracts.contract(actor, id));
  }

  @Post(':id/go-live')
  @HttpCode(200)
  @Needs('contract.go-live')
  async goLive(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ContractResponse> {
    return this.response(actor, await this.contracts.goLive(actor, id));
  }

  @Post(':id/close-to-referrals')
  @HttpCode(200)
  @Needs('contract.close-to-referrals')
  async closeToReferrals(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: ReasonDto): Promise<ContractResponse> {
    return this.response(actor, await this.contracts.closeToReferrals(actor, id, reason));
  }

  @Post(':id/reopen-to-referrals')
  @HttpCode(200)
  @Needs('contract.reopen-to-referrals')
  async reopenToReferrals(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ContractResponse> {
    return this.response(actor, await this.contracts.reopenToReferrals(actor, id));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Needs('contract.end')
  async end(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: ReasonDto): Promise<ContractResponse> {
    return this.response(actor, await this.contracts.end(actor, id, reason));
  }

  @Post(':id/terminate')
  @HttpCode(200)
  @Needs('contract.terminate')
  async terminate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: ReasonDto): Promise<ContractResponse> {
    return this.response(actor, await this.contracts.terminate(actor, id, reason));
  }

  @Post(':id/subcontractors')
  @HttpCode(200)
  @Needs('contract.add-subcontractor')
  async addSubcontractor(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: AddSubcontractorDto): Promise<ContractResponse> {
    const { organisationId, role = null, sharePercent = null, worksFrom = null, worksTo = null } = body;
    return this.response(actor, await this.contracts.addSubcontractor(actor, id, { organisationId, role, sharePercent, worksFrom, worksTo }));
  }

  private async response(actor: Actor, contract: ContractEntity): Promise<ContractResponse> {
    const vehicle = await this.contracts.letUnder(contract);
    const seesTerms = this.contracts.may(actor, 'contract.read-terms', contract);
    return contractResponse(contract, await this.queries.chainOf(contract.id), { seesTerms, regime: vehicle?.regime ?? null });
  }
}
