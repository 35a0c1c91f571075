import { Injectable } from '@nestjs/common';
import type { Actor, Month } from '#libs/kernel';
import { Database, join, scopeOf, sql, whereScope, type Sql } from '#libs/persistence';
import type { Counted } from '../domain/figures.js';
import { spendPolicy } from '../domain/spend.policy.js';

/** Which part of earned money: all of it, or what is invoiced or paid. */
export const moneyStates = ['earned', 'invoiced', 'paid'] as const;
export type MoneyState = (typeof moneyStates)[number];

/** What the reader asks about; months in order. */
export interface Selection {
  readonly months: readonly Month[];
  readonly regionCode?: string | undefined;
  readonly serviceTypeCode?: string | undefined;
  readonly contractId?: string | undefined;
}

/** Figures of one contract, for exports. */
export interface CountedByContract extends Counted {
  readonly contractId: string;
}

/** Where a list of lines continues: the last line shown. */
export interface LinePosition {
  readonly month: string;
  readonly id: string;
}

/** Reads of spend; money of regions beyond the actor's is not there. */
@Injectable()
export class SpendQueries {
  constructor(private readonly database: Database) {}

  /** Figures by month, region and service type. */
  counted(actor: Actor, selection: Selection): Promise<Counted[]> {
    return this.database.rows<Counted>(sql`
      select s.month, s.region_code, s.service_type_code, sum(s.earned_pence)::bigint as earned_pence, sum(s.invoiced_pence)::bigint as invoiced_pence,
        sum(s.paid_pence)::bigint as paid_pence, sum(s.started)::int as started, sum(s.completed)::int as completed
      from spend.monthly s where ${selected(actor, selection)} group by s.month, s.region_code, s.service_type_code`);
  }

  /** The same by contract as well, in the order exports print them. */
  byContract(actor: Actor, selection: Selection): Promise<CountedByContract[]> {
    return this.database.rows<CountedByContract>(sql`
      select s.month, s.region_code, s.service_type_code, s.contract_id, s.earned_pence, s.invoiced_pence, s.paid_pence, s.started, s.completed
      from spend.monthly s where ${selected(actor, selection)} order by s.month, s.region_code, s.service_type_code, s.contract_id`);
  }

  /** Ids of the lines that make a figure, newest month first. */
  lines(actor: Actor, selection: Selection, { state, after, limit }: { readonly state: MoneyState; readonly after?: LinePosition | undefined; readonly limit: number }): Promise<LinePosition[]> {
    const conditions = [selected(actor, selection), standing(state)];
    if (after) conditions.push(sql`(s.month, s.charge_line_id) < (${after.month}, ${after.id}::uuid)`);
    return this.database.rows<LinePosition>(sql`
      select s.month, s.charge_line_id as id from spend.line s where ${join(conditions, ' and ')} order by s.month desc, s.charge_line_id desc limit ${limit}`);
  }
}

function selected(actor: Actor, { months, regionCode, serviceTypeCode, contractId }: Selection): Sql {
  const conditions = [whereScope(scopeOf(spendPolicy, 'spend.read', actor), 's'), sql`s.month = any(${months}::text[])`];
  if (regionCode) conditions.push(sql`s.region_code = ${regionCode}`);
  if (serviceTypeCode) conditions.push(sql`s.service_type_code = ${serviceTypeCode}`);
  if (contractId) conditions.push(sql`s.contract_id = ${contractId}`);
  return join(conditions, ' and ');
}

function standing(state: MoneyState): Sql {
  switch (state) {
    case 'earned':
      return sql`true`;
    case 'invoiced':
      return sql`s.invoiced_on is not null`;
    case 'paid':
      return sql`s.paid_on is not null`;
  }
}
