import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, scopeOf, sql, whereScope, type Sql } from '#libs/persistence';
import { chargeLinePolicy } from '../domain/payments.policy.js';
import type { CaseReached, ChargedLine } from '../payments.public.js';

const columns = sql`l.id, l.contract_id, l.prime_organisation_id, l.region_code, l.service_type_code, l.case_id, l.referral_id, l.reference, l.event_id, l.earned, l.category_code, l.level_code,
  l.occurred_on, l.month, l.rule_lineage, l.rule_version, l.arithmetic, l.amount_pence, l.vat_pence, s.id as statement_id, s.agreed_on as invoiced_on, s.paid_on`;
const tables = sql`payments.charge_line l
  left join payments.statement_line p on p.charge_line_id = l.id and p.moved_on is null
  left join payments.statement s on s.id = p.statement_id`;

/** Reads of charge lines. */
@Injectable()
export class ChargeLineQueries {
  constructor(private readonly database: Database) {}

  /** Lines of one case the actor may read, in the order they were earned. */
  ofCase(actor: Actor, caseId: string): Promise<ChargedLine[]> {
    const scope = whereScope(scopeOf(chargeLinePolicy, 'charge-line.read', actor), 'l');
    return this.read(sql`l.case_id = ${caseId} and ${scope}`, sql`l.occurred_on, l.id limit 1000`);
  }

  lines(ids: readonly string[]): Promise<ChargedLine[]> {
    return this.read(sql`l.id = any(${ids}::uuid[])`, sql`l.id`);
  }

  linesOfStatement(statementId: string): Promise<ChargedLine[]> {
    return this.read(sql`s.id = ${statementId}`, sql`l.id`);
  }

  linesAfter(id: string | null, limit: number): Promise<ChargedLine[]> {
    return this.read(id === null ? sql`true` : sql`l.id > ${id}::uuid`, sql`l.id limit ${limit}`);
  }

  casesAfter(caseId: string | null, limit: number): Promise<CaseReached[]> {
    const following = caseId === null ? sql`true` : sql`e.case_id > ${caseId}::uuid`;
    return this.database.rows<CaseReached>(sql`
      select e.case_id, e.contract_id, (array_agg(e.region_code order by e.kind = 'started' desc, e.occurred_on))[1] as region_code, min(e.occurred_on) filter (where e.kind = 'started') as started_on,
        min(e.occurred_on) filter (where e.kind = 'ended-completed') as completed_on
      from payments.payable_event e where e.kind in ('started', 'ended-completed') and ${following}
      group by e.case_id, e.contract_id order by e.case_id limit ${limit}`);
  }

  private read(condition: Sql, order: Sql): Promise<ChargedLine[]> {
    return this.database.rows<ChargedLine>(sql`select ${columns} from ${tables} where ${condition} order by ${order}`);
  }
}
