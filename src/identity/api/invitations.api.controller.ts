import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs, Public } from '#libs/access';
import { IdParam, LimitRate } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { InvitationsService } from '../application/invitations.service.js';
import { JoiningQueries } from '../application/joining.queries.js';
import { AcceptInvitationDto, InviteDto } from './joining.dto.js';
import { InvitationListResponse, invitationResponse, InvitationResponse } from './joining.response.js';
import { UserResponse } from './user.response.js';

/** Invitations to one's own organisation. The link's token is in the mail alone. */
@ApiTags('invitations')
@Controller('api/v1/invitations')
export class InvitationsApiController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly queries: JoiningQueries,
  ) {}

  @Get()
  @Needs('invitation.make')
  async list(@CurrentActor() actor: Actor): Promise<InvitationListResponse> {
    return { items: (await this.queries.invitations(actor)).map(invitationResponse) };
  }

  @Post()
  @Needs('invitation.make')
  @LimitRate({ limit: 200, minutes: 60 })
  async invite(@CurrentActor() actor: Actor, @Body() body: InviteDto): Promise<InvitationResponse> {
    return invitationResponse(await this.invitations.invite(actor, body));
  }

  @Post(':id/resend')
  @HttpCode(200)
  @Needs('invitation.resend')
  @LimitRate({ limit: 200, minutes: 60 })
  async resend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<InvitationResponse> {
    return invitationResponse(await this.invitations.resend(actor, id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Needs('invitation.cancel')
  async cancel(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<InvitationResponse> {
    return invitationResponse(await this.invitations.cancel(actor, id));
  }

  /** Takes up an invitation with the token of its link: the account is made. */
  @Post(':token/accept')
  @Public()
  @LimitRate({ limit: 100, minutes: 10 })
  async accept(@Param('token') token: string, @Body() sent: AcceptInvitationDto): Promise<UserResponse> {
    const { id, name, email, status } = await this.invitations.accept(token, { name: sent.name ?? null, password: sent.password });
    return { id, name, email, status, roles: [...(await this.invitations.opened(token)).roles] };
  }
}
