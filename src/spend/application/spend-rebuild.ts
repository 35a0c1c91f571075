import { Injectable } from '@nestjs/common';
import { canonical } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { PaymentsDirectory } from '../../payments/payments.public.js';
import { SpendRebuild, type RebuiltSpend } from '../spend.public.js';
import { ReadModels } from './read-models.js';

const BATCH = 1_000;

/** Makes spend again from payments: the same figures, when nothing was ever lost. */
@Injectable()
export class LocalSpendRebuild extends SpendRebuild {
  constructor(
    private readonly database: Database,
    private readonly models: ReadModels,
    private readonly payments: PaymentsDirectory,
  ) {
    super();
  }

  rebuild(): Promise<RebuiltSpend> {
    return this.models.alone(async () => {
      const before = await this.monthly();
      await this.models.empty();
      const lines = await this.everyLine();
      const cases = await this.everyCase();
      const after = await this.monthly();
      const changed = [...before].filter(([row]) => !after.has(row)).concat([...after].filter(([row]) => !before.has(row)));
      return { lines, cases, monthsChanged: new Set(changed.map(([, month]) => month)).size };
    });
  }

  /** Every row of figures as text, with its month. */
  private async monthly(): Promise<Map<string, string>> {
    const rows = await this.database.rows<{ month: string }>(sql`select * from spend.monthly`);
    return new Map(rows.map((row) => [canonical(row), row.month]));
  }

  private async everyLine(): Promise<number> {
    let count = 0;
    for (let lines = await this.payments.linesAfter(null, BATCH); lines.length > 0; lines = await this.payments.linesAfter(lines.at(-1)?.id ?? null, BATCH)) {
      await this.models.putLines(lines);
      count += lines.length;
    }
    return count;
  }

  private async everyCase(): Promise<number> {
    let count = 0;
    for (let cases = await this.payments.casesAfter(null, BATCH); cases.length > 0; cases = await this.payments.casesAfter(cases.at(-1)?.caseId ?? null, BATCH)) {
      await this.models.putCases(cases);
      count += cases.length;
    }
    return count;
  }
}
