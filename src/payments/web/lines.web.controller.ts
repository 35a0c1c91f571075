import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Actions, CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { formatMonth, NotFound, type Actor } from '#libs/kernel';
import { mayReach } from '#libs/persistence';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { CaseCharges } from '../application/case-charges.js';
import { ShownCases } from '../application/shown-cases.js';
import { StatementReader } from '../application/statement-reader.js';
import { StatementQueries } from '../application/statements.queries.js';
import { StatementsService } from '../application/statements.service.js';
import { statementPolicy } from '../domain/payments.policy.js';
import { caseLinesPage } from './case-lines.page.js';
import { DisputeForm } from './statement.forms.js';
import { linesPage } from './statement.page.js';

const PAGE = 25;

/** The lines behind every pound of a statement or a case, and disputes about them. */
@Controller()
export class LinesController {
  constructor(
    private readonly statements: StatementsService,
    private readonly queries: StatementQueries,
    private readonly reader: StatementReader,
    private readonly shownCases: ShownCases,
    private readonly charges: CaseCharges,
    private readonly actions: Actions,
  ) {}

  @Get('statements/:id/lines')
  @Needs('statement.read')
  async lines(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Query() query: Record<string, unknown>): Promise<Page> {
    const statement = await this.reader.statement(actor, id);
    const earned = typeof query['earned'] === 'string' ? query['earned'] : undefined;
    const position = decodeCursor(query['after'], 2);
    const after = position ? { occurredOn: String(position[0]), id: String(position[1]) } : undefined;
    const { items, next } = pageOf(await this.queries.lines(id, { earned, after, limit: PAGE + 1 }), PAGE, (row) => [row.occurredOn, row.id]);
    const link = (more: Record<string, string>) => `/statements/${id}/lines?${new URLSearchParams({ ...(earned ? { earned } : {}), ...more }).toString()}`;
    const links = { next: next ? link({ after: next }) : undefined, first: after ? link({}) : undefined };
    const may = (action: string) => mayReach(statementPolicy, action, actor, statement);
    return page('payments/web/views/lines', linesPage({ statement, lines: await this.shownCases.of(actor, items), may, links }));
  }

  @Get('statements/:id/lines/:lineId/dispute')
  @Needs('statement.dispute')
  askDispute(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('lineId', IdParam) lineId: string): Promise<Page> {
    return this.disputePage(actor, { id, lineId }, firstAttempt());
  }

  @Post('statements/:id/lines/:lineId/dispute')
  @Needs('statement.dispute')
  async dispute(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('lineId', IdParam) lineId: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(DisputeForm, body, {
      run: ({ reason }) => this.statements.dispute(actor, { id }, { lineIds: [lineId], reason }),
      done: () => redirect(`/statements/${id}/lines`, { flash: 'Line disputed. You can still agree the rest.' }),
      again: (attempt) => this.disputePage(actor, { id, lineId }, attempt),
    });
  }

  @Post('statements/:id/lines/:lineId/withdraw-dispute')
  @Needs('statement.withdraw-dispute')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('lineId', IdParam) lineId: string): Promise<PageAnswer> {
    await this.statements.withdrawDispute(actor, { id }, [lineId]);
    return redirect(`/statements/${id}/lines`, { flash: 'Dispute withdrawn.' });
  }

  @Get('cases/:id/charge-lines')
  @Needs('charge-line.read')
  async ofCase(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const { reference, lines } = await this.charges.of(actor, id);
    const seesCase = this.actions.reachesAnything(actor, 'case.read');
    return page('payments/web/views/case-lines', { ...caseLinesPage(reference, lines), caseHref: seesCase ? `/cases/${id}` : null, back: seesCase ? `/cases/${id}` : '/statements' });
  }

  private async disputePage(actor: Actor, { id, lineId }: { readonly id: string; readonly lineId: string }, attempt: Attempt): Promise<Page> {
    const statement = await this.reader.statement(actor, id, 'statement.dispute');
    const line = await this.queries.line(id, lineId);
    if (!line) throw new NotFound('line');
    const [shown] = await this.shownCases.of(actor, [line]);
    return page('payments/web/views/dispute', { attempt, line: shown, month: formatMonth(statement.month), back: `/statements/${id}/lines` });
  }
}
