import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, Reader, sql, whereScope } from '#libs/persistence';
import type { VehicleVariation } from '../domain/vehicle.js';
import { VehicleEntity } from '../persistence/vehicle.entity.js';
import type { Vehicle } from '../providers.public.js';

/** How many are in, for the page of a vehicle. */
export interface MembersInNumbers {
  readonly members: number;
  readonly vcse: number;
  readonly small: number;
}

/** A vehicle another was made from, or into. */
export type RelatedVehicle = Pick<Vehicle, 'code' | 'name' | 'status'>;

const publicColumns = sql`v.code, v.name, v.kind, v.regime, v.is_light_touch, v.opens_on, v.ends_on, v.status, v.category_codes, v.conditions, v.questionnaire_code, v.band_rule, v.contact_email`;

/** Reads of commercial vehicles. There are a few dozen at most, so lists are whole. */
@Injectable()
export class VehicleQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** A vehicle that was opened, or null. */
  vehicle(code: string): Promise<Vehicle | null> {
    return this.database.first<Vehicle>(sql`select ${publicColumns} from providers.vehicle v where v.code = ${code} and v.status <> 'draft'`);
  }

  /** Every vehicle that was opened, by name. */
  vehicles(): Promise<Vehicle[]> {
    return this.database.rows<Vehicle>(sql`select ${publicColumns} from providers.vehicle v where v.status <> 'draft' order by v.name`);
  }

  /** The vehicles the actor may read: open ones first, then drafts, then closed ones. */
  list(actor: Actor): Promise<Vehicle[]> {
    return this.database.rows<Vehicle>(sql`
      select ${publicColumns} from providers.vehicle v where ${whereScope(this.reader.scope(actor, VehicleEntity), 'v')}
      order by array_position(array['open', 'draft', 'closed'], v.status), v.name`);
  }

  async idOf(code: string): Promise<string | null> {
    const found = await this.database.first<{ id: string }>(sql`select id from providers.vehicle where code = ${code}`);
    return found?.id ?? null;
  }

  /** Whether another vehicle has the name; with a code, another than that one. */
  async nameTaken(name: string, besides: string | null): Promise<boolean> {
    const found = await this.database.first(sql`select 1 from providers.vehicle where name = ${name.trim()} and code is distinct from ${besides}`);
    return found !== null;
  }

  /** Makes whoever names a vehicle wait for whoever is naming one, until the transaction ends. */
  async lockNames(): Promise<void> {
    await this.database.rows(sql`select pg_advisory_xact_lock(hashtext('providers.vehicle'))`);
  }

  /** Every change made while the vehicle was open, latest first. */
  variations(vehicleId: string): Promise<VehicleVariation[]> {
    return this.database.rows<VehicleVariation>(sql`select * from providers.vehicle_variation where vehicle_id = ${vehicleId} order by varied_at desc, id desc`);
  }

  /** The vehicle this one was made from, and those made from it, as far as the actor may read them. */
  async related(actor: Actor, { code, madeFromCode }: { readonly code: string; readonly madeFromCode: string | null }): Promise<{ readonly from: RelatedVehicle | null; readonly into: readonly RelatedVehicle[] }> {
    const rows = await this.database.rows<RelatedVehicle>(sql`
      select v.code, v.name, v.status from providers.vehicle v
      where (v.code = ${madeFromCode} or v.made_from_code = ${code}) and ${whereScope(this.reader.scope(actor, VehicleEntity), 'v')} order by v.drafted_at, v.code`);
    return { from: rows.find((row) => row.code === madeFromCode) ?? null, into: rows.filter((row) => row.code !== madeFromCode) };
  }

  async membersInNumbers(code: string): Promise<MembersInNumbers> {
    const found = await this.database.first<MembersInNumbers>(sql`
      select count(*)::int as members, (count(*) filter (where p.is_vcse))::int as vcse, (count(*) filter (where p.size in ('micro', 'small')))::int as small
      from providers.membership m join providers.provider p on p.id = m.provider_id where m.vehicle_code = ${code} and m.status = 'active'`);
    return found ?? { members: 0, vcse: 0, small: 0 };
  }
}
