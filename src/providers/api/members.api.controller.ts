import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs, Public } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { MemberQueries } from '../application/members.queries.js';
import { MembershipService } from '../application/membership.service.js';
import { OpenedMemberships } from '../application/opened-memberships.js';
import { registerEntry } from '../application/register-export.js';
import { StandingAnswersService } from '../application/standing-answers.service.js';
import { areasAround } from '../domain/areas-around.js';
import { ConfirmAnswersDto, ListMembersDto, ReinstateMemberDto, RemoveMemberDto, RenewEvidenceDto, SuspendMemberDto } from './members.dto.js';
import { MemberListResponse, MembershipResponse, membershipResponse } from './members.response.js';

const PAGE = 50;

/** The public register of members, and how each of them stands. */
@ApiTags('members')
@Controller('api/v1/members')
export class MembersApiController {
  constructor(
    private readonly members: MemberQueries,
    private readonly memberships: MembershipService,
    private readonly answers: StandingAnswersService,
    private readonly opened: OpenedMemberships,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Public()
  async register(@Query() { after, vehicle, category, area, name }: ListMembersDto): Promise<MemberListResponse> {
    const position = decodeCursor(after, 2);
    const filter = { vehicleCode: vehicle, categoryCode: category, areaCodes: area ? areasAround(await this.catalogue.geography(), area) : undefined, name };
    const rows = await this.members.register(filter, { after: position ? { name: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.name, row.id]);
    return { items: items.map(registerEntry), next };
  }

  @Get(':id')
  @Needs('member.read-standing')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<MembershipResponse> {
    return membershipResponse(await this.opened.open(actor, id));
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Needs('member.suspend')
  async suspend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, ...because }: SuspendMemberDto): Promise<MembershipResponse> {
    await this.memberships.suspend(actor, { id, revision }, because);
    return this.show(actor, id);
  }

  @Post(':id/reinstate')
  @HttpCode(200)
  @Needs('member.reinstate')
  async reinstate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, ...because }: ReinstateMemberDto): Promise<MembershipResponse> {
    await this.memberships.reinstate(actor, { id, revision }, because);
    return this.show(actor, id);
  }

  @Post(':id/remove')
  @HttpCode(200)
  @Needs('member.remove')
  async remove(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, ...because }: RemoveMemberDto): Promise<MembershipResponse> {
    await this.memberships.remove(actor, { id, revision }, because);
    return this.show(actor, id);
  }

  /** Says that answers are still true. */
  @Post(':id/answers/confirm')
  @HttpCode(200)
  @Needs('member.keep-answers')
  async confirm(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, questionCodes }: ConfirmAnswersDto): Promise<MembershipResponse> {
    await this.answers.confirm(actor, { id, revision }, questionCodes);
    return this.show(actor, id);
  }

  /** Renews evidence that runs out; a suspension for its expiry ends when all of it is in date. */
  @Post(':id/answers')
  @HttpCode(200)
  @Needs('member.keep-answers')
  async renew(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, answers }: RenewEvidenceDto): Promise<MembershipResponse> {
    await this.answers.renew(actor, { id, revision }, answers);
    return this.show(actor, id);
  }
}
