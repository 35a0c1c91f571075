import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs, Public } from '#libs/access';
import { decodeCursor, IdParam, pageOf, LimitRate } from '#libs/api';
import { isId, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import type { Request } from 'express';
import { ProviderQueries } from '../application/providers.queries.js';
import { RegistrationService } from '../application/registration.service.js';
import { ProviderEntity } from '../persistence/provider.entity.js';
import { ListProvidersDto, RegisterOrganisationDto } from './providers.dto.js';
import { registrationAsked, RegistrationAskedResponse } from './registrations.response.js';
import { organisationResponse, OrganisationListResponse, OrganisationResponse, organisationRow } from './providers.response.js';

const PAGE = 50;

/** Organisations that deliver services: anyone may register one. */
@ApiTags('organisations')
@Controller('api/v1/organisations')
export class OrganisationsApiController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly queries: ProviderQueries,
    private readonly reader: Reader,
  ) {}

  /** A link goes to the first user's address: confirming it registers the organisation. Nobody is signed in here, so `Idempotency-Key` (a UUID) is kept with the registration itself. */
  @Post()
  @Public()
  @HttpCode(202)
  @LimitRate({ limit: 20, minutes: 60, by: addressGiven }, { limit: 100, minutes: 10 })
  async register(@Headers('idempotency-key') header: string | undefined, @Body() { userName, email, password, registrationKey, companyNumber = null, charityNumber = null, ...said }: RegisterOrganisationDto): Promise<RegistrationAskedResponse> {
    const user = { name: userName, email, password };
    return registrationAsked(await this.registrations.ask({ details: { ...said, companyNumber, charityNumber }, user, key: registrationKey ?? (header && isId(header) ? header : null) }));
  }

  @Get()
  @Needs('provider.read')
  async list(@Query() { after }: ListProvidersDto): Promise<OrganisationListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.list({ after: position ? { name: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.name, row.id]);
    return { items: items.map(organisationRow), next };
  }

  @Get(':id')
  @Needs('provider.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<OrganisationResponse> {
    return organisationResponse(await this.reader.one(actor, ProviderEntity, id));
  }
}

/** So that nobody’s mailbox is filled. */
function addressGiven({ body }: Request): string {
  return String((body as { email?: unknown }).email).trim().toLowerCase();
}
