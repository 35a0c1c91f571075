import { Injectable } from '@nestjs/common';
import { Database, sql } from '#libs/persistence';
import type { ApplicationStatus } from '../domain/application.js';
import type { ConsortiumMember, LedApplication, NamedMember } from '../domain/consortium.js';
import { comparableName } from '../domain/provider.js';

/** An organisation that can be added to a consortium. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
}

/** What every member of a consortium reads of the application. */
export interface ConsortiumApplication {
  readonly reference: string;
  readonly vehicleName: string;
  readonly leadName: string;
}

/** An organisation's part in a consortium that another one leads, with how far its application is. */
export interface OwnPart extends Pick<ConsortiumMember, 'id' | 'providerId' | 'shareBasisPoints' | 'categoryCodes' | 'areaCodes' | 'agreedAt' | 'declinedAt'> {
  readonly leadName: string;
  readonly vehicleName: string;
  readonly reference: string;
  /** Null where the organisation declined. */
  readonly status: ApplicationStatus | null;
}

/** Reads of consortia. */
@Injectable()
export class ConsortiumQueries {
  constructor(private readonly database: Database) {}

  /** The members of an application's consortium with their names: the lead first, then by name. */
  members(applicationId: string): Promise<NamedMember[]> {
    return this.database.rows<NamedMember>(sql`
      select m.id, m.application_id, m.provider_id, m.lead_provider_id, m.share_basis_points, m.category_codes, m.area_codes, m.agreed_at, m.agreed_by, m.declined_at, m.decline_reason, p.name
      from providers.application_member m join providers.provider p on p.id = m.provider_id
      where m.application_id = ${applicationId} order by m.provider_id <> m.lead_provider_id, p.name, m.id`);
  }

  /** The application as the rules of its consortium need it; with `lock`, until the transaction ends. Null when there is none. */
  async application(id: string, { lock = false } = {}): Promise<LedApplication | null> {
    const waits = lock ? sql`for update` : sql``;
    return this.database.first<LedApplication>(sql`select id, provider_id, status, is_consortium, category_codes, area_codes from providers.application where id = ${id} ${waits}`);
  }

  async about(applicationId: string): Promise<ConsortiumApplication | null> {
    return this.database.first<ConsortiumApplication>(sql`
      select a.reference, v.name as vehicle_name, p.name as lead_name
      from providers.application a join providers.vehicle v on v.code = a.vehicle_code join providers.provider p on p.id = a.provider_id where a.id = ${applicationId}`);
  }

  /** Registered organisations whose name holds the words, as names are compared; at most 20, by name. */
  candidates(words: string): Promise<Candidate[]> {
    const pattern = `%${comparableName(words).replaceAll(/[\\%_]/g, '\\$&')}%`;
    return this.database.rows<Candidate>(sql`select id, name from providers.provider where is_registered and match_name like ${pattern} order by name, id limit 20`);
  }

  /** Parts of organisations in consortia that others lead, the latest application first; 100 at most. Who declined reads no more of the application. */
  partsOf(organisationIds: readonly string[]): Promise<OwnPart[]> {
    return this.database.rows<OwnPart>(sql`
      select m.id, m.provider_id, p.name as lead_name, v.name as vehicle_name, a.reference, case when m.declined_at is null then a.status end as status, m.share_basis_points, m.category_codes, m.area_codes, m.agreed_at, m.declined_at
      from providers.application_member m join providers.application a on a.id = m.application_id
      join providers.provider p on p.id = m.lead_provider_id join providers.vehicle v on v.code = a.vehicle_code
      where m.provider_id = any(${[...organisationIds]}::uuid[]) and m.provider_id <> m.lead_provider_id order by a.started_at desc, m.id limit 100`);
  }

  async isRegistered(providerId: string): Promise<boolean> {
    return (await this.database.first(sql`select 1 as one from providers.provider where id = ${providerId} and is_registered`)) !== null;
  }

  /** Names of those who applied with others, by application: all members but the lead. */
  async partners(applicationIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.database.rows<{ applicationId: string; names: string[] }>(sql`
      select m.application_id, array_agg(p.name order by p.name) as names
      from providers.application_member m join providers.provider p on p.id = m.provider_id
      where m.application_id = any(${applicationIds}::uuid[]) and m.provider_id <> m.lead_provider_id group by m.application_id`);
    return new Map(rows.map(({ applicationId, names }) => [applicationId, names]));
  }
}
