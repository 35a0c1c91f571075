import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { CaseFiles } from '../application/case-files.js';
import { CaseQueries } from '../application/cases.queries.js';
import { CasesService } from '../application/cases.service.js';
import { detailsOf } from './appointment-details.js';
import { AcceptReferralDto, EndCaseDto, ListCasesDto } from './delivery.dto.js';
import { CaseListResponse, caseResponse, CaseResponse, caseRowResponse } from './delivery.response.js';

const PAGE = 50;

/** Cases over the API: accepting a referral makes one. */
@ApiTags('cases')
@Controller('api/v1/cases')
export class CasesApiController {
  constructor(
    private readonly cases: CasesService,
    private readonly files: CaseFiles,
    private readonly queries: CaseQueries,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Needs('case.accept')
  async accept(@CurrentActor() actor: Actor, @Body() { referralId, caseworkerId, firstAppointment }: AcceptReferralDto): Promise<CaseResponse> {
    const opened = await this.cases.accept(actor, referralId, caseworkerId, firstAppointment ? detailsOf(firstAppointment) : null);
    return caseResponse(await this.files.of(opened), this.clock.today());
  }

  @Get()
  @Needs('case.read')
  async list(@CurrentActor() actor: Actor, @Query() { status, after }: ListCasesDto): Promise<CaseListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.list(actor, { status, after: position ? { acceptedAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.acceptedAt.toISOString(), row.id]);
    return { items: items.map(caseRowResponse), next };
  }

  @Get(':id')
  @Needs('case.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<CaseResponse> {
    return caseResponse(await this.files.open(actor, id), this.clock.today());
  }

  @Post(':id/end')
  @HttpCode(200)
  @Needs('case.end')
  async end(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { reason, comment }: EndCaseDto): Promise<CaseResponse> {
    const ended = await this.cases.end(actor, id, { reason: reason ?? null, comment: comment ?? null });
    return caseResponse(await this.files.of(ended), this.clock.today());
  }
}
