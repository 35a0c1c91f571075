import { Injectable } from '@nestjs/common';
import { Clock, daysBetween, type Actor, type Day } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { ContractStatus } from '../contracts.public.js';
import type { Capacity } from '../domain/capacity.js';
import type { Office } from '../domain/service-description.js';
import { isStale, STALE_AFTER_DAYS } from '../domain/staleness.js';
import type { Subcontractor } from '../domain/supply-chain.js';
import { ContractEntity } from '../persistence/contract.entity.js';

/** A contract in the register's list. */
export interface ContractRow {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly primeName: string;
  readonly serviceTypeCode: string;
  readonly areaCodes: readonly string[];
  readonly status: ContractStatus;
  readonly referralsFrom: Day | null;
  readonly referralsTo: Day | null;
}

/** What to look for; everything left out matches all. `q` is part of a reference, a title or a provider's name. */
export interface ContractFilter {
  readonly regionCode?: string | undefined;
  readonly serviceTypeCode?: string | undefined;
  readonly status?: ContractStatus | undefined;
  readonly q?: string | undefined;
  /** Only the contract made from this lot. */
  readonly lotId?: string | undefined;
  /** Only contracts these organisations are prime or subcontractor on. */
  readonly organisationIds?: readonly string[] | undefined;
}

/** Where a list continues: the last row shown. */
export interface ContractPosition {
  readonly title: string;
  readonly id: string;
}

/** One page of a list, as it is asked for. */
export interface ContractList {
  readonly filter: ContractFilter;
  readonly after?: ContractPosition | undefined;
  readonly limit: number;
}

/** A contract's place in the register. */
export interface KnownContract {
  readonly id: string;
  readonly reference: string;
  readonly status: ContractStatus;
  readonly revision: number;
}

/** What a provider told practitioners; `staleDays` counts the days since room was said once that is too old to rely on, and is null before. */
export interface Told {
  readonly capacities: readonly (Capacity & { readonly staleDays: number | null })[];
  readonly offices: readonly Office[];
}

/** The position a cursor of two values stands for; undefined, the start of the list, for none. */
export function positionOf(cursor: readonly (string | number | null)[] | null): ContractPosition | undefined {
  return cursor ? { title: String(cursor[0]), id: String(cursor[1]) } : undefined;
}

/** Reads of contracts and their supply chains. */
@Injectable()
export class ContractQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Contracts by title; `limit` rows after a position. */
  list(actor: Actor, { filter, after, limit }: ContractList): Promise<ContractRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, ContractEntity), 'c'), ...conditionsOf(filter)];
    if (after) conditions.push(sql`(c.title, c.id) > (${after.title}, ${after.id}::uuid)`);
    return this.database.rows<ContractRow>(sql`
      select c.id, c.reference, c.title, c.prime_name, c.service_type_code, c.area_codes, c.status, c.referrals_from, c.referrals_to
      from contracts.contract c where ${join(conditions, ' and ')} order by c.title, c.id limit ${limit}`);
  }

  /** Everyone on a contract's supply chain, by name. */
  chainOf(contractId: string): Promise<Subcontractor[]> {
    return this.chains([contractId]);
  }

  /** The same for several contracts at once. */
  chains(contractIds: readonly string[]): Promise<Subcontractor[]> {
    return this.database.rows<Subcontractor>(sql`
      select id, contract_id, organisation_id, name, role, share_percent, works_from, works_to
      from contracts.supply_chain where contract_id = any(${contractIds}::uuid[]) order by lower(name), id`);
  }

  /** What was said of each area, by its code. */
  capacities(contractId: string): Promise<Capacity[]> {
    return this.database.rows<Capacity>(sql`
      select id, contract_id, area_code, places, weekly_starts, expected_wait_days, closes_when_full, stated_on
      from contracts.capacity where contract_id = ${contractId} order by area_code`);
  }

  /** Live contracts whose room was never said in some area, or too long ago, and whose provider was not asked for it since. */
  async withStaleCapacity(today: Day): Promise<string[]> {
    const found = await this.database.rows<{ id: string }>(sql`
      select c.id from contracts.contract c where c.status = 'live' and c.capacity_asked_on is null and exists (
        select from unnest(c.area_codes) area left join contracts.capacity k on k.contract_id = c.id and k.area_code = area
        where k.stated_on is null or k.stated_on < ${today}::date - ${STALE_AFTER_DAYS}::int)
      order by c.id`);
    return found.map(({ id }) => id);
  }

  /** The places a service works from, by name. */
  offices(contractId: string): Promise<Office[]> {
    return this.database.rows<Office>(sql`select id, contract_id, name, address, latitude, longitude from contracts.office where contract_id = ${contractId} order by lower(name), id`);
  }

  /** What its provider told practitioners of a contract, and how old it is today. */
  async told(contractId: string): Promise<Told> {
    const [capacities, offices] = await Promise.all([this.capacities(contractId), this.offices(contractId)]);
    const today = this.clock.today();
    return { offices, capacities: capacities.map((each) => ({ ...each, staleDays: isStale(each.statedOn, today) ? daysBetween(each.statedOn, today) : null })) };
  }

  /** Makes whoever else gives a contract a reference wait until the transaction ends. */
  async lockReferences(): Promise<void> {
    await this.database.rows(sql`select pg_advisory_xact_lock(hashtext('contracts.reference'))`);
  }

  /** Whether a contract has the reference; ask with the references locked. */
  async referenceTaken(reference: string): Promise<boolean> {
    return (await this.withReferences([reference])).length > 0;
  }

  /** Contracts that have one of the references, whoever asks. */
  withReferences(references: readonly string[]): Promise<KnownContract[]> {
    return this.database.rows(sql`select id, reference, status, revision from contracts.contract where reference = any(${references}::text[])`);
  }

  /** Whether a version of the contract's rate card was approved. */
  async hasApprovedRateCard(contractId: string): Promise<boolean> {
    return (await this.database.first(sql`select 1 as one from contracts.rate_card where contract_id = ${contractId} and status = 'approved'`)) !== null;
  }

  /** The contract made from a lot, or null. */
  ofLot(lotId: string): Promise<{ readonly id: string; readonly reference: string } | null> {
    return this.database.first(sql`select id, reference from contracts.contract where lot_id = ${lotId}`);
  }
}

function conditionsOf({ regionCode, serviceTypeCode, status, q, lotId, organisationIds }: ContractFilter): Sql[] {
  const conditions: Sql[] = [];
  if (regionCode) conditions.push(sql`c.region_codes @> ${[regionCode]}::text[]`);
  if (serviceTypeCode) conditions.push(sql`c.service_type_code = ${serviceTypeCode}`);
  if (status) conditions.push(sql`c.status = ${status}`);
  if (lotId) conditions.push(sql`c.lot_id = ${lotId}`);
  for (const word of wordsOf(q)) conditions.push(containing(word));
  if (organisationIds) {
    conditions.push(sql`c.id in (
      select id from contracts.contract where prime_organisation_id = any(${organisationIds}::uuid[])
      union select contract_id from contracts.supply_chain where organisation_id = any(${organisationIds}::uuid[]))`);
  }
  return conditions;
}

/** Every word must be found, in any order. */
function wordsOf(q: string | undefined): string[] {
  return (q ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}

function containing(word: string): Sql {
  const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql`c.id in (
    select id from contracts.contract where lower(reference || ' ' || title || ' ' || prime_name) like ${pattern}
    union select contract_id from contracts.supply_chain where lower(name) like ${pattern})`;
}
