import { Injectable } from '@nestjs/common';
import { monthOf, type Day } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { PaymentsDirectory, type CaseReached, type ChargedLine } from '../../payments/payments.public.js';

/** What a rebuild made, and how many months of figures it changed: none, when nothing was ever lost. */
export interface Rebuilt {
  readonly lines: number;
  readonly cases: number;
  readonly monthsChanged: number;
}

const BATCH = 1_000;

/** What spend shows, kept beside payments: fed by events in any order, any number of times, and made again from payments at will. */
@Injectable()
export class ReadModels {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentsDirectory,
    private readonly contracts: ContractDirectory,
  ) {}

  /** Takes in charge lines as they now stand. */
  takeLines(ids: readonly string[]): Promise<void> {
    return this.alongside(async () => this.putLines(await this.payments.lines(ids)));
  }

  /** Takes in the lines of a statement that was agreed or paid. */
  takeStatement(statementId: string): Promise<void> {
    return this.alongside(async () => this.putLines(await this.payments.linesOfStatement(statementId)));
  }

  /** Takes in that a case started or was completed. */
  takeCase(reached: CaseReached): Promise<void> {
    return this.alongside(() => this.putCases([reached]));
  }

  /** Makes everything again from payments, while nobody adds to it. */
  rebuild(): Promise<Rebuilt> {
    return this.database.transaction(async () => {
      await this.database.rows(sql`select pg_advisory_xact_lock(hashtextextended('spend', 0))`);
      await this.database.run(sql`create temporary table spend_before on commit drop as select * from spend.monthly`);
      await this.database.run(sql`delete from spend.line`);
      await this.database.run(sql`delete from spend.case_reached`);
      const lines = await this.everyLine();
      const cases = await this.everyCase();
      const changed = await this.database.first<{ months: number }>(sql`
        select count(*) as months from ((table spend_before except table spend.monthly) union all (table spend.monthly except table spend_before)) difference`);
      return { lines, cases, monthsChanged: changed?.months ?? 0 };
    });
  }

  private async everyLine(): Promise<number> {
    let count = 0;
    for (let lines = await this.payments.linesAfter(null, BATCH); lines.length > 0; lines = await this.payments.linesAfter(lines.at(-1)?.id ?? null, BATCH)) {
      await this.putLines(lines);
      count += lines.length;
    }
    return count;
  }

  private async everyCase(): Promise<number> {
    let count = 0;
    for (let cases = await this.payments.casesAfter(null, BATCH); cases.length > 0; cases = await this.payments.casesAfter(cases.at(-1)?.caseId ?? null, BATCH)) {
      await this.putCases(cases);
      count += cases.length;
    }
    return count;
  }

  /** Any number may add at once; a rebuild waits for them and they for it. */
  private alongside(work: () => Promise<void>): Promise<void> {
    return this.database.transaction(async () => {
      await this.database.rows(sql`select pg_advisory_xact_lock_shared(hashtextextended('spend', 0))`);
      await work();
    });
  }

  /** An invoice or a payment, once known, stays known: an older reading that arrives late takes nothing back. Rows are written in order of id, so that two writers cannot wait on each other. */
  private async putLines(lines: readonly ChargedLine[]): Promise<void> {
    const rows = lines.map(({ id, contractId, regionCode, serviceTypeCode, month, amountPence, invoicedOn, paidOn }) => ({ id, contractId, regionCode, serviceTypeCode, month, amountPence, invoicedOn, paidOn }));
    await this.database.run(sql`
      insert into spend.line (charge_line_id, contract_id, region_code, service_type_code, month, net_pence, invoiced_on, paid_on)
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, "contractId" uuid, "regionCode" text, "serviceTypeCode" text, month text, "amountPence" bigint, "invoicedOn" date, "paidOn" date) order by r.id
      on conflict (charge_line_id) do update set invoiced_on = coalesce(excluded.invoiced_on, line.invoiced_on), paid_on = coalesce(excluded.paid_on, line.paid_on)`);
  }

  private async putCases(cases: readonly CaseReached[]): Promise<void> {
    const contracts = new Map((await this.contracts.contracts([...new Set(cases.map((each) => each.contractId))])).map((contract) => [contract.id, contract]));
    const rows = cases.map(({ caseId, contractId, regionCode, startedOn, completedOn }) => ({
      ...{ caseId, contractId, regionCode, serviceTypeCode: contracts.get(contractId)?.serviceTypeCode ?? '' },
      ...{ startedMonth: monthIn(startedOn), completedMonth: monthIn(completedOn) },
    }));
    await this.database.run(sql`
      insert into spend.case_reached (case_id, contract_id, region_code, service_type_code, started_month, completed_month)
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r("caseId" uuid, "contractId" uuid, "regionCode" text, "serviceTypeCode" text, "startedMonth" text, "completedMonth" text) order by r."caseId"
      on conflict (case_id) do update set started_month = coalesce(case_reached.started_month, excluded.started_month), completed_month = coalesce(case_reached.completed_month, excluded.completed_month)`);
  }
}

function monthIn(on: Day | null): string | null {
  return on === null ? null : monthOf(on);
}
