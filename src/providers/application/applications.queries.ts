import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { ApplicationPart, ApplicationStatus } from '../domain/application.js';
import type { Answers } from '../domain/questionnaire.js';
import { ApplicationEntity } from '../persistence/application.entity.js';

/** An application in a list. */
export interface ApplicationRow {
  readonly id: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly vehicleCode: string;
  readonly vehicleName: string;
  readonly status: ApplicationStatus;
  readonly categoryCodes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
}

/** Where a list of applications continues: the last row shown. */
export interface ApplicationPosition {
  readonly startedAt: string;
  readonly id: string;
}

/** What starting an application must know of its provider, read under the provider's lock. */
export interface ProviderStanding {
  readonly isRegistered: boolean;
  readonly turnoverPence: number | null;
  readonly hasOpen: boolean;
  readonly lastAnswers: Answers | null;
}

/** Reads of applications. */
@Injectable()
export class ApplicationQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Applications the actor may read, the latest started first. */
  list(actor: Actor, { status, after, limit }: { readonly status?: ApplicationStatus | undefined; readonly after?: ApplicationPosition | undefined; readonly limit: number }): Promise<ApplicationRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, ApplicationEntity), 'a')];
    if (status) conditions.push(sql`a.status = ${status}`);
    if (after) conditions.push(sql`(a.started_at, a.id) < (${after.startedAt}::timestamptz, ${after.id}::uuid)`);
    return this.database.rows<ApplicationRow>(sql`
      select a.id, a.provider_id, p.name as provider_name, a.vehicle_code, v.name as vehicle_name, a.status, a.category_codes, a.area_codes, a.started_at, a.submitted_at, a.decided_at
      from providers.application a join providers.provider p on p.id = a.provider_id join providers.vehicle v on v.code = a.vehicle_code
      where ${join(conditions, ' and ')} order by a.started_at desc, a.id desc limit ${limit}`);
  }

  parts(applicationId: string): Promise<ApplicationPart[]> {
    return this.database.rows<ApplicationPart>(sql`
      select p.id, p.application_id, p.category_code, p.area_code, p.decision, p.reason
      from providers.application_part p join catalogue.service_category c on c.code = p.category_code
      where p.application_id = ${applicationId} order by c.position, p.area_code`);
  }

  /** The draft a provider has open for a vehicle, or null. */
  async openDraft(providerId: string, vehicleCode: string): Promise<string | null> {
    const draft = await this.database.first<{ id: string }>(sql`
      select id from providers.application where provider_id = ${providerId} and vehicle_code = ${vehicleCode} and status = 'draft'`);
    return draft?.id ?? null;
  }

  /** Locks the provider, so that two applications cannot start at once, and reads how it stands. */
  async lockStanding(providerId: string, vehicleCode: string): Promise<ProviderStanding> {
    const provider = await this.database.first<{ isRegistered: boolean; turnoverPence: number | null }>(sql`
      select is_registered, turnover_pence from providers.provider where id = ${providerId} for update`);
    const open = await this.database.first(sql`
      select 1 as one from providers.application where provider_id = ${providerId} and vehicle_code = ${vehicleCode} and status <> 'decided'`);
    const last = await this.database.first<{ answers: Answers }>(sql`
      select answers from providers.application where provider_id = ${providerId} and status <> 'draft' order by started_at desc, id desc limit 1`);
    return { isRegistered: provider?.isRegistered ?? false, turnoverPence: provider?.turnoverPence ?? null, hasOpen: open !== null, lastAnswers: last?.answers ?? null };
  }

  /** Categories and areas a provider is admitted for on a vehicle. */
  admitted(providerId: string, vehicleCode: string): Promise<{ categoryCode: string; areaCode: string }[]> {
    return this.database.rows(sql`
      select a.category_code, a.area_code from providers.admission a join providers.membership m on m.id = a.membership_id
      where m.provider_id = ${providerId} and m.vehicle_code = ${vehicleCode}`);
  }
}
