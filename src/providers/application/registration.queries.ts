import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, Reader, sql, whereScope } from '#libs/persistence';
import { RegistrationEntity } from '../persistence/registration.entity.js';

/** A registration that says it is a listed organisation. */
export interface ClaimRow {
  readonly id: string;
  readonly name: string;
  readonly companyNumber: string | null;
  readonly charityNumber: string | null;
  readonly status: string;
  readonly providerId: string;
  readonly listedName: string;
}

/** Reads of registrations that are not organisations yet. */
@Injectable()
export class RegistrationQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** What one filling-in of the form has asked for already. */
  askedWith(key: string): Promise<{ id: string; name: string } | null> {
    return this.database.first(sql`select id, name from providers.registration where registration_key = ${key}::uuid`);
  }

  /** Never confirmed or long answered, before an instant. Those that wait for a commissioner stay. */
  async toForget(before: Date): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      select id from providers.registration where status <> 'claimed' and coalesce(decided_at, asked_at) < ${before} order by asked_at, id limit 1000`);
    return rows.map(({ id }) => id);
  }

  /** Registrations that wait for a commissioner, as far as the actor may see them, the oldest first. */
  claims(actor: Actor): Promise<ClaimRow[]> {
    return this.database.rows<ClaimRow>(sql`
      select r.id, r.name, r.company_number, r.charity_number, r.status, r.provider_id, p.name as listed_name
      from providers.registration r join providers.provider p on p.id = r.provider_id
      where ${whereScope(this.reader.scope(actor, RegistrationEntity), 'r')} and r.status = 'claimed' order by r.asked_at, r.id limit 200`);
  }
}
