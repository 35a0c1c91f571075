import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { Clock, ensure, isId, parseMonth, type Actor } from '#libs/kernel';
import { mayReach, scopeOf } from '#libs/persistence';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { StatementReader } from '../application/statement-reader.js';
import { StatementQueries } from '../application/statements.queries.js';
import { StatementsService, type StatementChange } from '../application/statements.service.js';
import { statementPolicy } from '../domain/payments.policy.js';
import type { StatementEntity } from '../persistence/statement.entity.js';
import type { StatementStatus } from '../payments.public.js';
import { ConfirmForm, DrawForm, PayForm } from './statement.forms.js';
import { statementPage, statementsListPage, statementTags, undrawnPage } from './statement.page.js';

const PAGE = 25;

/** Statements of both sides: the list, drawing, and one statement from draft to paid. */
@Controller('statements')
export class StatementsController {
  constructor(
    private readonly statements: StatementsService,
    private readonly queries: StatementQueries,
    private readonly reader: StatementReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('statement.read')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const status = (Object.keys(statementTags) as StatementStatus[]).find((each) => each === query['status']);
    const position = decodeCursor(query['after'], 2);
    const after = position ? { month: String(position[0]), id: String(position[1]) } : undefined;
    const contractId = typeof query['contract'] === 'string' && isId(query['contract']) ? query['contract'] : undefined;
    const rows = await this.queries.list(actor, { status, contractId, after, limit: PAGE + 1 });
    const found = { ...pageOf(rows, PAGE, (row) => [row.month, row.id]), isFirst: !position };
    const mayDraw = scopeOf(statementPolicy, 'statement.draw', actor).anyOf.length > 0;
    return page('payments/web/views/statements', { mayDraw, ...statementsListPage(found, { ...(status ? { status } : {}), ...(contractId ? { contract: contractId } : {}) }) });
  }

  @Get('draw')
  @Needs('statement.draw')
  async askDraw(@CurrentActor() actor: Actor): Promise<Page> {
    return this.drawPage(actor, firstAttempt());
  }

  @Post('draw')
  @Needs('statement.draw')
  async draw(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return submit(DrawForm, body, {
      run: (form) => {
        const month = parseMonth(form.month);
        ensure(month, 'month-not-begun', 'Month must be a month, like 2026-05', 'month');
        return this.statements.draw(actor, { contractId: form.contractId, month });
      },
      done: (statement) => redirect(`/statements/${statement.id}`, { flash: 'Statement drawn. Check it, then send it to the provider.' }),
      again: (attempt) => this.drawPage(actor, attempt),
    });
  }

  @Get(':id')
  @Needs('statement.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.statementPage(actor, id, firstAttempt());
  }

  @Post(':id/send')
  @Needs('statement.send')
  send(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.confirm(actor, id, body, { run: (change) => this.statements.send(actor, change), says: 'Statement sent. The provider has five working days to answer.' });
  }

  @Post(':id/agree')
  @Needs('statement.agree')
  agree(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.confirm(actor, id, body, { run: (change) => this.statements.agree(actor, change), says: 'Statement agreed. It is now a valid invoice.' });
  }

  @Post(':id/approve')
  @Needs('statement.approve')
  approve(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.confirm(actor, id, body, { run: (change) => this.statements.approve(actor, change), says: 'Statement approved for payment.' });
  }

  @Get(':id/pay')
  @Needs('statement.pay')
  async askPay(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return payPage(await this.reader.statement(actor, id, 'statement.pay'), firstAttempt({ paidOn: this.clock.today() }));
  }

  @Post(':id/pay')
  @Needs('statement.pay')
  async pay(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(PayForm, body, {
      today: this.clock.today(),
      run: (form) => this.statements.pay(actor, { id }, form),
      done: () => redirect(`/statements/${id}`, { flash: 'Payment recorded.' }),
      again: async (attempt) => payPage(await this.reader.statement(actor, id, 'statement.pay'), attempt),
    });
  }

  private confirm(actor: Actor, id: string, body: unknown, { run, says }: { readonly run: (change: StatementChange) => Promise<StatementEntity>; readonly says: string }): Promise<PageAnswer> {
    return submit(ConfirmForm, body, {
      run: ({ revision }) => run({ id, revision: revision ?? undefined }),
      done: () => redirect(`/statements/${id}`, { flash: says }),
      again: (attempt) => this.statementPage(actor, id, attempt),
    });
  }

  private async statementPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const shown = await this.reader.shown(actor, id);
    const may = (action: string) => mayReach(statementPolicy, action, actor, shown.statement);
    return page('payments/web/views/statement', { attempt, ...statementPage({ ...shown, may }, actor.id) });
  }

  private async drawPage(actor: Actor, attempt: Attempt): Promise<Page> {
    return page('payments/web/views/draw', { attempt, ...undrawnPage(await this.queries.undrawn(actor), this.clock.today()) });
  }
}

function payPage(statement: StatementEntity, attempt: Attempt): Page {
  return page('payments/web/views/pay', { attempt, statement, back: `/statements/${statement.id}`, amountPence: statement.netPence + statement.vatPence });
}
