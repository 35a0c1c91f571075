import { Injectable } from '@nestjs/common';
import type { Actor, Day } from '#libs/kernel';
import { Database, Reader, sql, whereScope } from '#libs/persistence';
import type { PricingRule, RateCard, RateCardStatus, RateRule } from '../contracts.public.js';
import { RateCardEntity, ruleOfRow, type RateRuleEntity } from '../persistence/rate-card.entity.js';

/** A version of a rate card in a list. */
export interface RateCardRow {
  readonly id: string;
  readonly contractId: string;
  readonly version: number;
  readonly status: RateCardStatus;
  readonly effectiveFrom: Day;
  readonly draftedAt: Date;
  readonly approvedAt: Date | null;
}

type RuleRow = Omit<RateRuleEntity, 'id' | 'rateCardId'>;

const ruleColumns = sql`r.kind, r.lineage, r.category_code, r.milestone, r.level_code, r.outcome_code, r.amount_pence, r.vat_basis_points`;

/** Reads of rate cards and their rules. */
@Injectable()
export class RateCardQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Versions of a contract's rate card the actor may read, latest first. */
  of(actor: Actor, contractId: string): Promise<RateCardRow[]> {
    return this.database.rows<RateCardRow>(sql`
      select c.id, c.contract_id, c.version, c.status, c.effective_from, c.drafted_at, c.approved_at from contracts.rate_card c
      where c.contract_id = ${contractId} and ${whereScope(this.reader.scope(actor, RateCardEntity), 'c')} order by c.version desc`);
  }

  /** The rules of one version, by category. */
  async rulesOf(rateCardId: string): Promise<RateRule[]> {
    const rows = await this.database.rows<RuleRow>(sql`select ${ruleColumns} from contracts.rate_rule r where r.rate_card_id = ${rateCardId} order by r.category_code, r.lineage`);
    return rows.map(ruleOfRow);
  }

  /** Ids of the rule rows of one version. */
  async ruleIdsOf(rateCardId: string): Promise<string[]> {
    return (await this.database.rows<{ id: string }>(sql`select id from contracts.rate_rule where rate_card_id = ${rateCardId}`)).map((row) => row.id);
  }

  /** The version that pays now or from its day on, without its rules; null when none was ever approved. */
  approved(contractId: string): Promise<Omit<RateCard, 'rules'> | null> {
    return this.database.first(sql`
      select id, contract_id, version, status, effective_from, drafted_by, drafted_at, approved_by, approved_at
      from contracts.rate_card where contract_id = ${contractId} and status = 'approved'`);
  }

  /** Holds the contract until the transaction ends, so that versions are numbered one by one. */
  async lockContract(contractId: string): Promise<void> {
    await this.database.rows(sql`select id from contracts.contract where id = ${contractId} for update`);
  }

  /** One more than the contract's latest version; ask under the contract's lock. */
  async nextVersion(contractId: string): Promise<number> {
    const latest = await this.database.first<{ version: number | null }>(sql`select max(version) as version from contracts.rate_card where contract_id = ${contractId}`);
    return (latest?.version ?? 0) + 1;
  }

  /** Every rule pricing chooses from. */
  async approvedRules(contractId: string): Promise<PricingRule[]> {
    const rows = await this.database.rows<RuleRow & { readonly version: number; readonly effectiveFrom: Day }>(sql`
      select ${ruleColumns}, c.version, c.effective_from from contracts.rate_card c join contracts.rate_rule r on r.rate_card_id = c.id
      where c.contract_id = ${contractId} and c.status in ('approved', 'superseded') order by c.version, r.lineage`);
    return rows.map((row) => ({ ...ruleOfRow(row), contractId, version: row.version, effectiveFrom: row.effectiveFrom }));
  }
}
