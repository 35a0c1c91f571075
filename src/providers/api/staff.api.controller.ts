import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { ExclusionPages } from '../application/exclusion-pages.js';
import { StaffImportService } from '../application/staff-import.service.js';
import { StaffQueries } from '../application/staff.queries.js';
import { StaffService } from '../application/staff.service.js';
import type { StaffDetails } from '../domain/staff-member.js';
import { StaffMemberEntity } from '../persistence/staff.entity.js';
import { AddStaffDto, ImportStaffDto, ListStaffDto, StaffReasonDto, UpdateStaffDto, type StaffDetailsDto } from './staff.dto.js';
import { StaffCountResponse, StaffImportedResponse, StaffListResponse, staffResponse, StaffResponse, staffRowResponse } from './staff.response.js';

const PAGE = 50;

/** Staff registers over the API. */
@ApiTags('staff')
@Controller('api/v1/staff')
export class StaffApiController {
  constructor(
    private readonly staff: StaffService,
    private readonly imports: StaffImportService,
    private readonly queries: StaffQueries,
    private readonly pages: ExclusionPages,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Needs('staff.read')
  async list(@CurrentActor() actor: Actor, @Query() { status, after }: ListStaffDto): Promise<StaffListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.list(actor, { status, after: position ? { name: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.name, row.id]);
    return { items: items.map(staffRowResponse), next };
  }

  /** How many people each provider has in each state, for commissioners. */
  @Get('counts')
  @Needs('staff.count')
  counts(@CurrentActor() actor: Actor): Promise<StaffCountResponse[]> {
    return this.pages.counts(actor);
  }

  @Post()
  @Needs('staff.add')
  async add(@CurrentActor() actor: Actor, @Body() { organisationId, ...details }: AddStaffDto): Promise<StaffResponse> {
    return staffResponse(await this.staff.add(actor, organisationId, detailsOf(details)));
  }

  /** Adds and changes people from a file, all or nothing; every error names its line and column. */
  @Post('import')
  @HttpCode(200)
  @Needs('staff.add')
  import(@CurrentActor() actor: Actor, @Body() { organisationId, csv }: ImportStaffDto): Promise<StaffImportedResponse> {
    return this.imports.import(actor, organisationId, csv);
  }

  @Get(':id')
  @Needs('staff.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<StaffResponse> {
    return staffResponse(await this.reader.one(actor, StaffMemberEntity, id));
  }

  @Post(':id')
  @HttpCode(200)
  @Needs('staff.update')
  async update(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, ...details }: UpdateStaffDto): Promise<StaffResponse> {
    return staffResponse(await this.staff.update(actor, id, { details: detailsOf(details), revision }));
  }

  /** Authorises someone. When the request has to be checked first, `status` stays and `check` becomes `waiting`. */
  @Post(':id/authorise')
  @HttpCode(200)
  @Needs('staff.authorise')
  async authorise(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<StaffResponse> {
    return staffResponse(await this.staff.authorise(actor, id));
  }

  /** Lifts a suspension, under the rules of authorising. */
  @Post(':id/reinstate')
  @HttpCode(200)
  @Needs('staff.reinstate')
  async reinstate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<StaffResponse> {
    return staffResponse(await this.staff.reinstate(actor, id));
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Needs('staff.suspend')
  async suspend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: StaffReasonDto): Promise<StaffResponse> {
    return staffResponse(await this.staff.suspend(actor, id, reason));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Needs('staff.withdraw')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason }: StaffReasonDto): Promise<StaffResponse> {
    return staffResponse(await this.staff.withdraw(actor, id, reason));
  }

  @Post(':id/leave')
  @HttpCode(200)
  @Needs('staff.leave')
  async leave(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<StaffResponse> {
    return staffResponse(await this.staff.leave(actor, id));
  }
}

function detailsOf({ name, dateOfBirth, roleTitle, email, vettingLevel, vettingExpiresOn, userId }: StaffDetailsDto): StaffDetails {
  return { name: name.trim(), dateOfBirth, roleTitle: roleTitle.trim(), email: email?.toLowerCase() ?? null, vettingLevel, vettingExpiresOn: vettingExpiresOn ?? null, userId: userId ?? null };
}
