import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import type { Actor } from '#libs/kernel';
import { AccountsService } from '../application/accounts.service.js';
import { IdentityQueries } from '../application/identity.queries.js';
import { CreateUserDto } from './user.dto.js';
import { UserListResponse, userResponse, UserResponse } from './user.response.js';

/** Accounts of one's own organisation. */
@ApiTags('users')
@Controller('api/v1/users')
export class UsersApiController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly queries: IdentityQueries,
  ) {}

  @Get()
  @Needs('user.read')
  async list(@CurrentActor() actor: Actor): Promise<UserListResponse> {
    return { items: (await this.queries.users(actor)).map(userResponse) };
  }

  @Post()
  @Needs('user.create')
  async create(@CurrentActor() actor: Actor, @Body() body: CreateUserDto): Promise<UserResponse> {
    const { id, name, email, status } = await this.accounts.addColleague(actor, body);
    return { id, name, email, status, roles: body.roles };
  }
}
