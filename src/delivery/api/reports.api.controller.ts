import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { must, type Actor } from '#libs/kernel';
import { CaseFiles } from '../application/case-files.js';
import { CaseQueries } from '../application/cases.queries.js';
import { CasesService } from '../application/cases.service.js';
import { SubmitReportDto } from './delivery.dto.js';
import { reportResponse, ReportResponse } from './delivery.response.js';

/** End of service reports over the API. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsApiController {
  constructor(
    private readonly cases: CasesService,
    private readonly files: CaseFiles,
    private readonly queries: CaseQueries,
  ) {}

  @Post()
  @Needs('report.submit')
  async submit(@CurrentActor() actor: Actor, @Body() { caseId, summary, outcomes }: SubmitReportDto): Promise<ReportResponse> {
    return this.response(actor, await this.cases.report(actor, caseId, { summary, outcomes }));
  }

  @Get(':id')
  @Needs('case.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ReportResponse> {
    return this.response(actor, id);
  }

  private async response(actor: Actor, id: string): Promise<ReportResponse> {
    const file = await this.files.open(actor, await this.queries.caseOf('report', id));
    return must(reportResponse(file), `report ${id}`);
  }
}
