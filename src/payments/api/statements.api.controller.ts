import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { ShownCases } from '../application/shown-cases.js';
import { StatementReader } from '../application/statement-reader.js';
import { StatementQueries } from '../application/statements.queries.js';
import { StatementsService } from '../application/statements.service.js';
import { DisputeLinesDto, DrawStatementDto, ListLinesDto, ListStatementsDto, PayStatementDto, StatementActionDto, WithdrawDisputeDto } from './statement.dto.js';
import { lineResponse, StatementLineListResponse, StatementListResponse, StatementResponse, statementResponse, statementRowResponse } from './statement.response.js';

const PAGE = 50;

/** Statements over the API: the same use cases as the pages. */
@ApiTags('statements')
@Controller('api/v1/statements')
export class StatementsApiController {
  constructor(
    private readonly statements: StatementsService,
    private readonly queries: StatementQueries,
    private readonly reader: StatementReader,
    private readonly shownCases: ShownCases,
  ) {}

  @Post()
  @Needs('statement.draw')
  async draw(@CurrentActor() actor: Actor, @Body() body: DrawStatementDto): Promise<StatementResponse> {
    return this.response(actor, (await this.statements.draw(actor, body)).id);
  }

  @Get()
  @Needs('statement.read')
  async list(@CurrentActor() actor: Actor, @Query() { status, after }: ListStatementsDto): Promise<StatementListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.list(actor, { status, after: position ? { month: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.month, row.id]);
    return { items: items.map(statementRowResponse), next };
  }

  @Get(':id')
  @Needs('statement.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<StatementResponse> {
    return this.response(actor, id);
  }

  @Get(':id/lines')
  @Needs('statement.read')
  async lines(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Query() { after }: ListLinesDto): Promise<StatementLineListResponse> {
    await this.reader.statement(actor, id);
    return this.linePage(actor, id, after);
  }

  @Post(':id/send')
  @HttpCode(200)
  @Needs('statement.send')
  async send(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision }: StatementActionDto): Promise<StatementResponse> {
    await this.statements.send(actor, { id, revision });
    return this.response(actor, id);
  }

  @Post(':id/dispute')
  @HttpCode(200)
  @Needs('statement.dispute')
  async dispute(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, lineIds, reason }: DisputeLinesDto): Promise<StatementResponse> {
    await this.statements.dispute(actor, { id, revision }, { lineIds, reason });
    return this.response(actor, id);
  }

  @Post(':id/withdraw-dispute')
  @HttpCode(200)
  @Needs('statement.withdraw-dispute')
  async withdrawDispute(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, lineIds }: WithdrawDisputeDto): Promise<StatementResponse> {
    await this.statements.withdrawDispute(actor, { id, revision }, lineIds);
    return this.response(actor, id);
  }

  @Post(':id/agree')
  @HttpCode(200)
  @Needs('statement.agree')
  async agree(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision }: StatementActionDto): Promise<StatementResponse> {
    await this.statements.agree(actor, { id, revision });
    return this.response(actor, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Needs('statement.approve')
  async approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision }: StatementActionDto): Promise<StatementResponse> {
    await this.statements.approve(actor, { id, revision });
    return this.response(actor, id);
  }

  @Post(':id/pay')
  @HttpCode(200)
  @Needs('statement.pay')
  async pay(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: PayStatementDto): Promise<StatementResponse> {
    const { revision, paidOn, reference } = body;
    await this.statements.pay(actor, { id, revision }, { paidOn, reference });
    return this.response(actor, id);
  }

  private async response(actor: Actor, id: string): Promise<StatementResponse> {
    const shown = await this.reader.shown(actor, id);
    return statementResponse(shown, await this.linePage(actor, id));
  }

  private async linePage(actor: Actor, id: string, cursor?: string): Promise<StatementLineListResponse> {
    const position = decodeCursor(cursor, 2);
    const after = position ? { occurredOn: String(position[0]), id: String(position[1]) } : undefined;
    const { items, next } = pageOf(await this.queries.lines(id, { after, limit: PAGE + 1 }), PAGE, (row) => [row.occurredOn, row.id]);
    return { items: (await this.shownCases.of(actor, items)).map(lineResponse), next };
  }
}
