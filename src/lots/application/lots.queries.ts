import { Injectable } from '@nestjs/common';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { Actor } from '#libs/kernel';
import type { LotStatus } from '../domain/lot.js';
import { LotEntity } from '../persistence/lot.entity.js';

/** A lot in a list: what its row shows and what eligibility needs. */
export type LotRow = Pick<
  LotEntity,
  'id' | 'vehicleCode' | 'title' | 'serviceTypeCode' | 'areaCodes' | 'regionCodes' | 'annualValueFromPence' | 'annualValueToPence' | 'minimumFinancialBandPence' | 'startsOn' | 'endsOn' | 'status' | 'createdAt'
>;

/** What a list is narrowed to. */
export interface LotFilter {
  readonly region?: string | undefined;
  readonly serviceType?: string | undefined;
  readonly status?: LotStatus | undefined;
}

/** Where a list continues: the last row shown. */
export interface LotPosition {
  readonly createdAt: string;
  readonly id: string;
}

/** Reads of lots and of lots being described. */
@Injectable()
export class LotQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Lots the actor may read, newest first; a region's are those with an area in it. */
  list(actor: Actor, { region, serviceType, status }: LotFilter, { after, limit }: { readonly after?: LotPosition | undefined; readonly limit: number }): Promise<LotRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, LotEntity), 'l')];
    if (region) conditions.push(sql`l.region_codes && array[${region}]::text[]`);
    if (serviceType) conditions.push(sql`l.service_type_code = ${serviceType}`);
    if (status) conditions.push(sql`l.status = ${status}`);
    if (after) conditions.push(sql`(l.created_at, l.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`);
    return this.database.rows<LotRow>(sql`
      select l.id, l.vehicle_code, l.title, l.service_type_code, l.area_codes, l.region_codes, l.annual_value_from_pence, l.annual_value_to_pence,
        l.minimum_financial_band_pence, l.starts_on, l.ends_on, l.status, l.created_at
      from lots.lot l where ${join(conditions, ' and ')} order by l.created_at desc, l.id desc limit ${limit}`);
  }

  /** The lots a commissioner is describing, latest first. */
  drafts(actor: Actor): Promise<{ id: string; title: string | null; startedAt: Date }[]> {
    return this.database.rows(sql`select id, answers #>> '{title,title}' as title, started_at from lots.lot_draft where created_by = ${actor.id} order by started_at desc, id limit 20`);
  }
}
