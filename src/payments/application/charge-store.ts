import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { Database, sql, type Sql } from '#libs/persistence';
import type { ContractSummary } from '../../contracts/contracts.public.js';
import type { CaseFacts } from '../../delivery/delivery.public.js';
import type { ChargeLine, PayableEvent } from '../domain/price.js';

/** A payable event as it is stored for ever: with its case, and the event of delivery it came from. */
export type StoredEvent = PayableEvent & { readonly sourceEventId: string; readonly caseId: string; readonly reference: string; readonly regionCode: string };

/** A charge line just written. */
export interface MadeLine {
  readonly id: string;
  readonly amountPence: number;
}

const eventColumns = sql`e.id, e.source_event_id, e.kind, e.contract_id, e.case_id, e.referral_id, e.reference, e.region_code, e.category_code, e.level_code, e.outcome_code,
  e.achieved, e.occurred_on`;

/** Payable events and charge lines as rows: written once, never changed. */
@Injectable()
export class ChargeStore {
  constructor(private readonly database: Database) {}

  /** Waits for whoever prices or bills the contract now; holds until the transaction ends. */
  async lock(contractId: string): Promise<void> {
    await this.database.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`payments ${contractId}`}, 0))`);
  }

  /** Keeps the payable events of one delivery event; those already kept stay as they are. Answers all that are kept of it. */
  async keep(sourceEventId: string, { caseId, reference, regionCode }: CaseFacts, events: readonly PayableEvent[]): Promise<StoredEvent[]> {
    const rows = events.map((event) => ({ outcomeCode: null, achieved: null, ...event, sourceEventId, caseId, reference, regionCode }));
    await this.database.run(sql`
      insert into payments.payable_event (id, source_event_id, kind, contract_id, case_id, referral_id, reference, region_code, category_code, level_code, outcome_code, achieved, occurred_on)
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "sourceEventId" uuid, kind text, "contractId" uuid, "caseId" uuid, "referralId" uuid, reference text,
        "regionCode" text, "categoryCode" text, "levelCode" text, "outcomeCode" text, achieved text, "occurredOn" date)
      on conflict do nothing`);
    return this.events(sql`e.source_event_id = ${sourceEventId}`);
  }

  /** Events of a contract that have earned no line, in order of id after one; `limit` at a time. */
  unpriced(contractId: string, after: string | null, limit: number): Promise<StoredEvent[]> {
    return this.events(sql`e.contract_id = ${contractId} and ${following(after)} and not exists (select 1 from payments.charge_line l where l.event_id = e.id)`, limit);
  }

  /** Every event of a contract in order of id after one; `limit` at a time. */
  eventsAfter(contractId: string, after: string | null, limit: number): Promise<StoredEvent[]> {
    return this.events(sql`e.contract_id = ${contractId} and ${following(after)}`, limit);
  }

  /** Contracts that ever had a payable event. */
  async contractIds(): Promise<string[]> {
    const rows = await this.database.rows<{ contractId: string }>(sql`select distinct contract_id from payments.payable_event order by contract_id`);
    return rows.map((row) => row.contractId);
  }

  /** Writes charge lines; those that exist already stay as they are. Answers the new ones. */
  insert(lines: readonly ChargeLine[], events: readonly StoredEvent[], contract: ContractSummary): Promise<MadeLine[]> {
    const known = new Map(events.map((event) => [event.id, event]));
    const place = { primeOrganisationId: contract.primeOrganisationId, contractRegionCode: contract.regionCodes[0] ?? '', serviceTypeCode: contract.serviceTypeCode };
    const rows = lines.map((line) => {
      const event = known.get(line.eventId);
      return { ...line, ...place, id: newId(), caseId: event?.caseId, reference: event?.reference, regionCode: event?.regionCode };
    });
    return this.database.rows<MadeLine>(sql`
      insert into payments.charge_line (id, contract_id, prime_organisation_id, contract_region_code, region_code, service_type_code, case_id, referral_id, reference, event_id, rule_lineage,
        rule_version, component, category_code, level_code, earned, occurred_on, month, amount_pence, vat_pence, vat_basis_points, arithmetic)
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "contractId" uuid, "primeOrganisationId" uuid, "contractRegionCode" text, "regionCode" text,
        "serviceTypeCode" text, "caseId" uuid, "referralId" uuid, reference text, "eventId" uuid, "ruleLineage" text, "ruleVersion" int, component text, "categoryCode" text, "levelCode" text,
        earned text, "occurredOn" date, month text, "amountPence" bigint, "vatPence" bigint, "vatBasisPoints" int, arithmetic text)
      on conflict do nothing returning id, amount_pence`);
  }

  private events(condition: Sql, limit = 10_000): Promise<StoredEvent[]> {
    return this.database.rows<StoredEvent>(sql`select ${eventColumns} from payments.payable_event e where ${condition} order by e.id limit ${limit}`);
  }
}

function following(after: string | null): Sql {
  return after === null ? sql`true` : sql`e.id > ${after}::uuid`;
}
