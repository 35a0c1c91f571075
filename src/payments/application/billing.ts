import { Injectable } from '@nestjs/common';
import { newId, type Day, type Month } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { monthToBill } from '../domain/billing-month.js';
import type { LineToPlace, StatementLine } from '../domain/statement.js';
import { ChargeStore } from './charge-store.js';

/** What drawing a statement must know. */
export interface BillingFacts {
  /** The month's statement, while it is still a draft. */
  readonly draftId: string | null;
  /** Lines that belong to the month and are on no statement. */
  readonly lines: readonly LineToPlace[];
  /** Months whose statements have gone to the provider. */
  readonly gone: readonly Month[];
}

/** Which charge lines are on which statement. */
@Injectable()
export class Billing {
  constructor(
    private readonly database: Database,
    private readonly store: ChargeStore,
  ) {}

  /** Runs the work in a transaction while nobody else prices or draws for the contract. */
  alone<T>(contractId: string, work: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.store.lock(contractId);
      return work();
    });
  }

  async facts(contractId: string, month: Month): Promise<BillingFacts> {
    const drawn = await this.database.rows<{ id: string; month: Month; status: string }>(sql`select id, month, status from payments.statement where contract_id = ${contractId}`);
    const gone = drawn.filter((statement) => statement.status !== 'draft').map((statement) => statement.month);
    const unbilled = await this.database.rows<{ id: string; month: Month; netPence: number; vatPence: number }>(sql`
      select l.id, l.month, l.amount_pence as net_pence, l.vat_pence from payments.charge_line l
      where l.contract_id = ${contractId} and l.month <= ${month}
        and not exists (select 1 from payments.statement_line s where s.charge_line_id = l.id and s.moved_on is null)
      order by l.occurred_on, l.id`);
    const lines = unbilled
      .filter((line) => monthToBill(line.month, gone) === month)
      .map((line) => ({ id: newId(), chargeLineId: line.id, netPence: line.netPence, vatPence: line.vatPence }));
    return { draftId: drawn.find((statement) => statement.month === month && statement.status === 'draft')?.id ?? null, lines, gone };
  }

  /** Lines that stand on a statement; those that moved on are not among them. */
  linesOn(statementId: string): Promise<StatementLine[]> {
    return this.database.rows<StatementLine>(sql`
      select id, statement_id, charge_line_id, net_pence, vat_pence, dispute_reason, disputed_on, moved_on
      from payments.statement_line where statement_id = ${statementId} and moved_on is null order by id`);
  }

  /** Statements whose day to answer has passed and that have something undisputed to agree. */
  async unanswered(today: Day): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      select s.id from payments.statement s where s.status in ('with-provider', 'disputed') and s.answer_by < ${today}
        and exists (select 1 from payments.statement_line l where l.statement_id = s.id and l.moved_on is null and l.dispute_reason is null)
      order by s.answer_by, s.id`);
    return rows.map((row) => row.id);
  }
}
