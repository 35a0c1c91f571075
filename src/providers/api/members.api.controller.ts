import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '#libs/access';
import { decodeCursor, pageOf } from '#libs/api';
import { MemberQueries } from '../application/members.queries.js';
import { ListProvidersDto } from './providers.dto.js';
import { MemberListResponse, memberResponse } from './providers.response.js';

const PAGE = 50;

/** The public register of members. */
@ApiTags('members')
@Controller('api/v1/members')
export class MembersApiController {
  constructor(private readonly members: MemberQueries) {}

  @Get()
  @Public()
  async register(@Query() { after }: ListProvidersDto): Promise<MemberListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.members.register({ after: position ? { name: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.name, row.id]);
    return { items: items.map(memberResponse), next };
  }
}
