import { Injectable } from '@nestjs/common';
import { Clock, monthOf, type Actor, type Day, type Month } from '#libs/kernel';
import { Database, join, Reader, scopeOf, sql, whereScope, type Sql } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { monthToBill } from '../domain/billing-month.js';
import { statementPolicy } from '../domain/payments.policy.js';
import type { Earned } from '../domain/price.js';
import { StatementEntity } from '../persistence/statement.entity.js';
import type { StatementStatus } from '../payments.public.js';

/** A statement in a list. Amounts in pence. */
export interface StatementRow {
  readonly id: string;
  readonly contractId: string;
  readonly contractReference: string;
  readonly contractTitle: string;
  readonly primeName: string;
  readonly month: Month;
  readonly status: StatementStatus;
  readonly netPence: number;
  readonly vatPence: number;
  readonly answerBy: Day | null;
  readonly dueOn: Day | null;
}

/** A line on a statement, with the charge it carries. */
export interface StatementLineRow {
  readonly id: string;
  readonly chargeLineId: string;
  readonly caseId: string;
  readonly referralId: string;
  readonly reference: string;
  readonly earned: Earned;
  readonly occurredOn: Day;
  readonly arithmetic: string;
  readonly netPence: number;
  readonly vatPence: number;
  readonly ruleVersion: number;
  readonly disputeReason: string | null;
  readonly movedOn: Day | null;
}

/** What a contract has earned that is on no statement, and the month whose statement it belongs to. */
export interface Undrawn {
  readonly contractId: string;
  readonly contractReference: string;
  readonly contractTitle: string;
  readonly primeName: string;
  readonly month: Month;
  readonly lines: number;
  readonly netPence: number;
}

/** Which part of a list: rows after a position. */
export interface Slice<Position> {
  readonly after?: Position | undefined;
  readonly limit: number;
}

const lineColumns = sql`s.id, s.charge_line_id, l.case_id, l.referral_id, l.reference, l.earned, l.occurred_on, l.arithmetic, s.net_pence, s.vat_pence, l.rule_version, s.dispute_reason, s.moved_on`;

/** Reads of statements. */
@Injectable()
export class StatementQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly contracts: ContractDirectory,
    private readonly clock: Clock,
  ) {}

  /** Statements the actor may read, latest month first. */
  async list(actor: Actor, { status, contractId, after, limit }: { readonly status?: StatementStatus | undefined; readonly contractId?: string | undefined } & Slice<{ readonly month: string; readonly id: string }>): Promise<StatementRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, StatementEntity), 's')];
    if (status) conditions.push(sql`s.status = ${status}`);
    if (contractId) conditions.push(sql`s.contract_id = ${contractId}`);
    if (after) conditions.push(sql`(s.month, s.id) < (${after.month}, ${after.id}::uuid)`);
    const rows = await this.database.rows<Omit<StatementRow, 'contractReference' | 'contractTitle' | 'primeName'>>(sql`
      select s.id, s.contract_id, s.month, s.status, s.net_pence, s.vat_pence, s.answer_by, s.due_on
      from payments.statement s where ${join(conditions, ' and ')} order by s.month desc, s.id desc limit ${limit}`);
    return this.named(rows);
  }

  /** Lines of a statement in the order they were earned, those that moved on included. */
  lines(statementId: string, { earned, after, limit }: { readonly earned?: string | undefined } & Slice<{ readonly occurredOn: string; readonly id: string }>): Promise<StatementLineRow[]> {
    const conditions: Sql[] = [sql`s.statement_id = ${statementId}`];
    if (earned) conditions.push(sql`l.earned = ${earned}`);
    if (after) conditions.push(sql`(l.occurred_on, s.id) > (${after.occurredOn}::date, ${after.id}::uuid)`);
    return this.database.rows<StatementLineRow>(sql`
      select ${lineColumns} from payments.statement_line s join payments.charge_line l on l.id = s.charge_line_id
      where ${join(conditions, ' and ')} order by l.occurred_on, s.id limit ${limit}`);
  }

  /** One line of a statement, or null. */
  line(statementId: string, lineId: string): Promise<StatementLineRow | null> {
    return this.database.first<StatementLineRow>(sql`
      select ${lineColumns} from payments.statement_line s join payments.charge_line l on l.id = s.charge_line_id where s.statement_id = ${statementId} and s.id = ${lineId}`);
  }

  /** What each standing line of a statement earned, to be grouped. */
  amounts(statementId: string): Promise<{ earned: Earned; amountPence: number; vatPence: number }[]> {
    return this.database.rows(sql`
      select l.earned, s.net_pence as amount_pence, s.vat_pence from payments.statement_line s join payments.charge_line l on l.id = s.charge_line_id
      where s.statement_id = ${statementId} and s.moved_on is null`);
  }

  /** How many lines are disputed, whether they still stand or moved on to the next statement. */
  async disputed(statementId: string): Promise<{ lines: number; netPence: number }> {
    const row = await this.database.first<{ lines: number; netPence: number }>(sql`
      select count(*) as lines, coalesce(sum(net_pence), 0)::bigint as net_pence from payments.statement_line where statement_id = ${statementId} and dispute_reason is not null`);
    return row ?? { lines: 0, netPence: 0 };
  }

  /** What could be put on a statement now: a draft's month included, months not begun left out. Oldest first. */
  async undrawn(actor: Actor): Promise<Undrawn[]> {
    const scope = whereScope(scopeOf(statementPolicy, 'statement.draw', actor), 'l');
    const rows = await this.database.rows<{ contractId: string; month: Month; lines: number; netPence: number; latestGone: Month | null }>(sql`
      select l.contract_id, l.month, count(*) as lines, sum(l.amount_pence)::bigint as net_pence,
        (select max(s.month) from payments.statement s where s.contract_id = l.contract_id and s.status <> 'draft') as latest_gone
      from (select contract_id, month, amount_pence, contract_region_code as region_code, id from payments.charge_line) l
      where ${scope} and not exists (select 1 from payments.statement_line s where s.charge_line_id = l.id and s.moved_on is null)
      group by l.contract_id, l.month order by l.month, l.contract_id limit 500`);
    const begun = rows.map(({ latestGone, ...row }) => ({ ...row, month: monthToBill(row.month, latestGone ? [latestGone] : []) })).filter((row) => row.month <= monthOf(this.clock.today()));
    return this.named([...together(begun)]);
  }

  private async named<Row extends { readonly contractId: string }>(rows: readonly Row[]): Promise<(Row & Pick<StatementRow, 'contractReference' | 'contractTitle' | 'primeName'>)[]> {
    const contracts = new Map((await this.contracts.contracts([...new Set(rows.map((row) => row.contractId))])).map((contract) => [contract.id, contract]));
    return rows.map((row) => {
      const contract = contracts.get(row.contractId);
      return { ...row, contractReference: contract?.reference ?? '', contractTitle: contract?.title ?? '', primeName: contract?.primeName ?? '' };
    });
  }
}

/** Adds up what several months earned for one statement. */
function together<Row extends Pick<Undrawn, 'contractId' | 'month' | 'lines' | 'netPence'>>(rows: readonly Row[]): Iterable<Row> {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.contractId} ${row.month}`;
    const before = sums.get(key);
    sums.set(key, before ? { ...before, lines: before.lines + row.lines, netPence: before.netPence + row.netPence } : row);
  }
  return sums.values();
}
