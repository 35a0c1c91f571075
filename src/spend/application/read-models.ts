import { Injectable } from '@nestjs/common';
import { monthOf, type Day } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { PaymentsDirectory, type CaseReached, type ChargedLine } from '../../payments/payments.public.js';

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

  /** Runs the work in a transaction while nobody else adds. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.rows(sql`select pg_advisory_xact_lock(hashtextextended('spend', 0))`);
      return work();
    });
  }

  /** Forgets everything, to be put again. */
  async empty(): Promise<void> {
    await this.database.run(sql`delete from spend.line`);
    await this.database.run(sql`delete from spend.case_reached`);
  }

  /** An invoice or a payment, once known, stays known: an older reading that arrives late takes nothing back. Rows are written in order of id, so that two writers cannot wait on each other. */
  async putLines(lines: readonly ChargedLine[]): Promise<void> {
    const rows = lines.map(({ id, contractId, regionCode, serviceTypeCode, month, amountPence, invoicedOn, paidOn }) => ({ id, contractId, regionCode, serviceTypeCode, month, amountPence, invoicedOn, paidOn }));
    await this.database.run(sql`
      insert into spend.line (charge_line_id, contract_id, region_code, service_type_code, month, net_pence, invoiced_on, paid_on)
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, "contractId" uuid, "regionCode" text, "serviceTypeCode" text, month text, "amountPence" bigint, "invoicedOn" date, "paidOn" date) order by r.id
      on conflict (charge_line_id) do update set invoiced_on = coalesce(excluded.invoiced_on, line.invoiced_on), paid_on = coalesce(excluded.paid_on, line.paid_on)`);
  }

  /** The first start and the first completion of a case stay; it counts in the region it started in, whatever region the person moved to. */
  async putCases(cases: readonly CaseReached[]): Promise<void> {
    const contracts = new Map((await this.contracts.contracts([...new Set(cases.map((each) => each.contractId))])).map((contract) => [contract.id, contract]));
    const rows = cases.map(({ caseId, contractId, regionCode, startedOn, completedOn }) => ({
      ...{ caseId, contractId, regionCode, serviceTypeCode: contracts.get(contractId)?.serviceTypeCode ?? '' },
      ...{ startedMonth: monthIn(startedOn), completedMonth: monthIn(completedOn) },
    }));
    await this.database.run(sql`
      insert into spend.case_reached (case_id, contract_id, region_code, service_type_code, started_month, completed_month)
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r("caseId" uuid, "contractId" uuid, "regionCode" text, "serviceTypeCode" text, "startedMonth" text, "completedMonth" text) order by r."caseId"
      on conflict (case_id) do update set region_code = case when excluded.started_month is null then case_reached.region_code else excluded.region_code end,
        started_month = coalesce(case_reached.started_month, excluded.started_month), completed_month = coalesce(case_reached.completed_month, excluded.completed_month)`);
  }

  /** Any number may add at once; a rebuild waits for them and they for it. */
  private alongside(work: () => Promise<void>): Promise<void> {
    return this.database.transaction(async () => {
      await this.database.rows(sql`select pg_advisory_xact_lock_shared(hashtextextended('spend', 0))`);
      await work();
    });
  }
}

function monthIn(on: Day | null): string | null {
  return on === null ? null : monthOf(on);
}
