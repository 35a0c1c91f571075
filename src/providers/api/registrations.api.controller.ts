import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs, Public } from '#libs/access';
import { IdParam, LimitRate } from '#libs/api';
import { RuleBroken, type Actor } from '#libs/kernel';
import type { Request } from 'express';
import { RegistrationClaimsService } from '../application/registration-claims.service.js';
import { RegistrationJoining } from '../application/registration-joining.js';
import { RegistrationQueries } from '../application/registration.queries.js';
import { RegistrationService } from '../application/registration.service.js';
import { organisationResponse, OrganisationResponse } from './providers.response.js';
import { AskToJoinDto, RefuseRegistrationDto } from './registrations.dto.js';
import { JoinAskedResponse, registrationAsked, RegistrationAskedResponse, RegistrationListResponse, registrationResponse, RegistrationResponse } from './registrations.response.js';

/** Registrations between the form and the organisation. */
@ApiTags('registrations')
@Controller('api/v1')
export class RegistrationsApiController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly claims: RegistrationClaimsService,
    private readonly queries: RegistrationQueries,
    private readonly joining: RegistrationJoining,
  ) {}

  /** Confirms with the token of the link: the organisation and its first account are made. Again, it answers the same. */
  @Post('registrations/:token/confirm')
  @Public()
  @LimitRate({ limit: 100, minutes: 10 })
  async confirm(@Param('token') token: string): Promise<OrganisationResponse> {
    const { id } = await this.registrations.linked(token);
    const done = await this.registrations.confirm(id);
    if (done.state === 'confirmed') return organisationResponse(done.provider);
    throw new RuleBroken('listing-claimed', 'Your address is confirmed. The name is listed from a contract register: a commissioner checks that you act for it and you get an email.');
  }

  /** Sends the link once more. */
  @Post('registrations/:id/send-again')
  @Public()
  @HttpCode(202)
  @LimitRate({ limit: 15, minutes: 60, by: ({ params }: Request) => String(params['id']) }, { limit: 50, minutes: 15 })
  async sendAgain(@Param('id', IdParam) id: string): Promise<RegistrationAskedResponse> {
    await this.registrations.sendAgain(id);
    return registrationAsked(id);
  }

  /** Registrations that say they are a listed organisation and wait for an answer. */
  @Get('registrations')
  @Needs('registration.approve')
  async list(@CurrentActor() actor: Actor): Promise<RegistrationListResponse> {
    return { items: (await this.queries.claims(actor)).map(registrationResponse) };
  }

  @Get('registrations/:id')
  @Needs('registration.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<RegistrationResponse> {
    return registrationResponse(await this.claims.claim(actor, id));
  }

  /** The listed organisation becomes this registered one; its contracts keep pointing at it. */
  @Post('registrations/:id/approve')
  @HttpCode(200)
  @Needs('registration.approve')
  async approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<RegistrationResponse> {
    return registrationResponse(await this.claims.approve(actor, id));
  }

  @Post('registrations/:id/refuse')
  @HttpCode(200)
  @Needs('registration.refuse')
  async refuse(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: RefuseRegistrationDto): Promise<RegistrationResponse> {
    return registrationResponse(await this.claims.refuse(actor, id, reason));
  }

  /** Asks those who manage a registered organisation for an account. Says nothing of who is in it. */
  @Post('join-requests')
  @Public()
  @HttpCode(202)
  @LimitRate({ limit: 20, minutes: 60 })
  async join(@Body() { companyNumber = null, charityNumber = null, organisationName = null, ...person }: AskToJoinDto): Promise<JoinAskedResponse> {
    const name = await this.joining.ask({ companyNumber, charityNumber, name: organisationName }, person);
    return { organisationName: name, next: 'The people who manage the organisation answer. You get an email either way.' };
  }
}
