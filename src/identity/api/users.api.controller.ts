import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { ColleaguesService } from '../application/colleagues.service.js';
import { IdentityQueries } from '../application/identity.queries.js';
import { ChangeRolesDto } from './joining.dto.js';
import { UserListResponse, userResponse, UserResponse } from './user.response.js';

/** The people of one's own organisation. New ones are invited. */
@ApiTags('users')
@Controller('api/v1/users')
export class UsersApiController {
  constructor(
    private readonly colleagues: ColleaguesService,
    private readonly queries: IdentityQueries,
  ) {}

  @Get()
  @Needs('user.read')
  async list(@CurrentActor() actor: Actor): Promise<UserListResponse> {
    return { items: (await this.queries.users(actor)).map(userResponse) };
  }

  /** Other roles, in place of those held in the organisation. It always keeps one person who leads it. */
  @Post(':id/roles')
  @HttpCode(200)
  @Needs('user.change-roles')
  async changeRoles(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: ChangeRolesDto): Promise<UserResponse> {
    const { name, email, status } = await this.colleagues.changeRoles(actor, id, body);
    return { id, name, email, status, roles: body.roles };
  }

  /** Ends the account, its sessions and its API keys at once. */
  @Post(':id/close')
  @HttpCode(200)
  @Needs('user.close')
  async close(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<UserResponse> {
    const { name, email, status } = await this.colleagues.close(actor, id);
    return { id, name, email, status, roles: [] };
  }
}
