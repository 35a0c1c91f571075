import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import { Database, join, sql } from '#libs/persistence';
import { postings, type LedgerChange } from '../domain/ledger.js';

/** The contract a change of money is about, and its statement once there is one. */
export interface LedgerSubject {
  readonly contractId: string;
  readonly statementId: string | null;
}

/** Writes balanced ledger entries, as part of the transaction that moves the money. */
@Injectable()
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Posts one change; nothing when it moves no money. Each statement is invoiced and paid once: the database refuses a second time. */
  async post({ contractId, statementId }: LedgerSubject, change: LedgerChange): Promise<void> {
    const entryId = newId();
    const rows = postings(change).map(
      ({ account, amountPence }) => sql`(${newId()}, ${entryId}, ${contractId}, ${statementId}, ${change.kind}, ${account}, ${amountPence}, ${this.clock.today()})`,
    );
    if (rows.length === 0) return;
    await this.database.run(sql`insert into payments.ledger_posting (id, entry_id, contract_id, statement_id, kind, account, amount_pence, posted_on) values ${join(rows)}`);
  }
}
