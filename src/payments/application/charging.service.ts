import { Injectable } from '@nestjs/common';
import { newId, sumPence, systemActor, type DomainEvent } from '#libs/kernel';
import { Database, Outbox } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { payableEventsOf, type EarningFact } from '../domain/payable-events.js';
import { price } from '../domain/price.js';
import { LINES_CHARGED, type LinesChargedData } from '../payments.public.js';
import { ChargeStore, type StoredEvent } from './charge-store.js';
import { Ledger } from './ledger.js';

const BATCH = 500;

/** Turns what happened in delivery into charge lines, each exactly once: running twice, in parallel or after a crash changes nothing. */
@Injectable()
export class ChargingService {
  constructor(
    private readonly database: Database,
    private readonly store: ChargeStore,
    private readonly contracts: ContractDirectory,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  /** Keeps the payable events of a fact of delivery and charges what the contract's approved rules pay for them. */
  async record(sourceEventId: string, fact: EarningFact): Promise<void> {
    const events = payableEventsOf(fact, newId);
    if (events.length === 0) return;
    await this.database.transaction(async () => {
      await this.store.lock(fact.data.contractId);
      await this.charge(fact.data.contractId, await this.store.keep(sourceEventId, fact.data, events));
    });
  }

  /** Charges events of a contract that no rule had priced yet: what a first rate card pays for work done before it. Answers how many lines it made. */
  chargeUnpriced(contractId: string): Promise<number> {
    return this.database.transaction(async () => {
      await this.store.lock(contractId);
      let made = 0;
      for (let events = await this.store.unpriced(contractId, null, BATCH); events.length > 0; events = await this.store.unpriced(contractId, events.at(-1)?.id ?? null, BATCH)) {
        made += await this.charge(contractId, events);
      }
      return made;
    });
  }

  /** Charges whatever is missing on every contract. Answers how many lines it made: none, when nothing was ever lost. */
  async rebuild(): Promise<number> {
    let made = 0;
    for (const contractId of await this.store.contractIds()) made += await this.chargeUnpriced(contractId);
    return made;
  }

  private async charge(contractId: string, events: readonly StoredEvent[]): Promise<number> {
    const lines = price(await this.contracts.approvedRules(contractId), events);
    if (lines.length === 0) return 0;
    const made = await this.store.insert(lines, events, await this.contracts.contract(contractId));
    if (made.length === 0) return 0;
    await this.ledger.post({ contractId, statementId: null }, { kind: 'accrued', netPence: sumPence(made.map((line) => line.amountPence)) });
    await this.outbox.publish([linesCharged(contractId, made.map((line) => line.id))], systemActor);
    return made.length;
  }
}

function linesCharged(contractId: string, chargeLineIds: readonly string[]): DomainEvent {
  const data: LinesChargedData = { contractId, chargeLineIds };
  return { type: LINES_CHARGED, data };
}
