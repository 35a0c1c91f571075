import { Injectable } from '@nestjs/common';
import { Database, sql } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { price, type ChargeLine } from '../domain/price.js';
import { PaymentsAudit, type VerifiedPayments } from '../payments.public.js';
import { ChargeStore } from './charge-store.js';
import { ChargingService } from './charging.service.js';

type KeptLine = Omit<ChargeLine, 'key'>;

const BATCH = 1_000;
const COMPARED = ['ruleVersion', 'amountPence', 'vatPence', 'vatBasisPoints', 'earned', 'occurredOn', 'month', 'categoryCode', 'levelCode', 'referralId', 'arithmetic'] as const;

/** Recomputes the money from what happened. */
@Injectable()
export class LocalPaymentsAudit extends PaymentsAudit {
  constructor(
    private readonly database: Database,
    private readonly store: ChargeStore,
    private readonly contracts: ContractDirectory,
    private readonly charging: ChargingService,
  ) {
    super();
  }

  async verifyPayments(): Promise<VerifiedPayments> {
    const differences: string[] = [];
    let lines = 0;
    for (const contractId of await this.store.contractIds()) lines += await this.contract(contractId, differences);
    differences.push(...(await this.statements()), ...(await this.ledger()));
    return { lines, differences };
  }

  rebuild(): Promise<number> {
    return this.charging.rebuild();
  }

  /** Prices a contract's events again, in batches, under the rules of all its versions; answers how many lines were kept of them. */
  private async contract(contractId: string, differences: string[]): Promise<number> {
    const rules = await this.contracts.approvedRules(contractId);
    let count = 0;
    for (let events = await this.store.eventsAfter(contractId, null, BATCH); events.length > 0; events = await this.store.eventsAfter(contractId, events.at(-1)?.id ?? null, BATCH)) {
      const kept = await this.linesOf(events.map((event) => event.id));
      differences.push(...compare(price(rules, events), kept));
      count += kept.length;
    }
    return count;
  }

  private linesOf(eventIds: readonly string[]): Promise<KeptLine[]> {
    return this.database.rows<KeptLine>(sql`
      select contract_id, rule_lineage, rule_version, event_id, component, referral_id, category_code, level_code, earned, occurred_on, month, amount_pence, vat_pence, vat_basis_points, arithmetic
      from payments.charge_line where event_id = any(${eventIds}::uuid[])`);
  }

  /** Every statement's amounts are those of the lines that stand on it, and each of those is the charge line's. */
  private async statements(): Promise<string[]> {
    const wrong = await this.database.rows<{ id: string }>(sql`
      select s.id from payments.statement s left join payments.statement_line p on p.statement_id = s.id and p.moved_on is null left join payments.charge_line l on l.id = p.charge_line_id
      group by s.id having s.net_pence <> coalesce(sum(l.amount_pence), 0) or s.vat_pence <> coalesce(sum(l.vat_pence), 0)
        or coalesce(bool_or(p.net_pence <> l.amount_pence or p.vat_pence <> l.vat_pence), false)`);
    return wrong.map(({ id }) => `statement ${id}: its amounts are not those of its lines`);
  }

  /** Every entry sums to zero, cost is all that was earned, and statements were invoiced and paid to the penny. */
  private async ledger(): Promise<string[]> {
    const entries = await this.database.rows<{ entryId: string }>(sql`select entry_id from payments.ledger_posting group by entry_id having sum(amount_pence) <> 0`);
    const contracts = await this.database.rows<{ contractId: string }>(sql`
      select coalesce(e.contract_id, c.contract_id) as contract_id
      from (select contract_id, sum(amount_pence) as pence from payments.charge_line group by contract_id) e
      full join (select contract_id, sum(amount_pence) as pence from payments.ledger_posting where account = 'cost' group by contract_id) c on c.contract_id = e.contract_id
      where e.pence is distinct from c.pence`);
    const statements = await this.database.rows<{ id: string; kind: string }>(sql`
      select s.id, k.kind from payments.statement s cross join (values ('invoiced'), ('paid')) as k(kind)
      left join payments.ledger_posting g on g.statement_id = s.id and g.kind = k.kind and g.account = k.kind
      where coalesce(-g.amount_pence, 0) <>
        case when (k.kind = 'invoiced' and s.agreed_on is not null) or (k.kind = 'paid' and s.paid_on is not null) then s.net_pence + s.vat_pence else 0 end`);
    return [
      ...entries.map(({ entryId }) => `ledger entry ${entryId}: does not sum to zero`),
      ...contracts.map(({ contractId }) => `contract ${contractId}: cost in the ledger is not what its charge lines add up to`),
      ...statements.map(({ id, kind }) => `statement ${id}: what the ledger says was ${kind} is not its amount`),
    ];
  }
}

function compare(expected: readonly ChargeLine[], kept: readonly KeptLine[]): string[] {
  const recomputed = new Map(expected.map((line) => [line.key, line]));
  const differences = kept.flatMap((line) => {
    const key = [line.contractId, line.ruleLineage, line.eventId, line.component].join('|');
    const again = recomputed.get(key);
    recomputed.delete(key);
    if (!again) return [`charge line ${key}: no rule pays for its event`];
    return COMPARED.filter((column) => line[column] !== again[column]).map((column) => `charge line ${key}: ${column} is ${line[column]}, recomputed ${again[column]}`);
  });
  return [...differences, ...[...recomputed.keys()].map((key) => `charge line ${key}: is missing`)];
}
