import { Injectable } from '@nestjs/common';
import type { Actor, Day } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { ApplicationPart, ApplicationStatus } from '../domain/application.js';
import { applicationReference } from '../domain/application-reference.js';
import type { ApplicationAnswer, GivenAnswer } from '../domain/given-answer.js';
import { ApplicationEntity } from '../persistence/application.entity.js';

/** An application in a list. */
export interface ApplicationRow {
  readonly id: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly vehicleCode: string;
  readonly vehicleName: string;
  readonly reference: string;
  readonly status: ApplicationStatus;
  readonly categoryCodes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly dueOn: Day | null;
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
  readonly hasOpen: boolean;
  readonly turnoverPence: number | null;
  readonly addedAt: Date;
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
      select a.id, a.provider_id, p.name as provider_name, a.vehicle_code, v.name as vehicle_name, a.status, a.category_codes, a.area_codes, a.reference, a.started_at, a.submitted_at, a.due_on, a.decided_at
      from providers.application a join providers.provider p on p.id = a.provider_id join providers.vehicle v on v.code = a.vehicle_code
      where ${join(conditions, ' and ')} order by a.started_at desc, a.id desc limit ${limit}`);
  }

  parts(applicationId: string): Promise<ApplicationPart[]> {
    return this.database.rows<ApplicationPart>(sql`
      select p.id, p.application_id, p.category_code, p.area_code, p.decision, p.reason, p.ground
      from providers.application_part p join catalogue.service_category c on c.code = p.category_code
      where p.application_id = ${applicationId} order by c.position, p.area_code`);
  }

  /** What an application answers so far, in one statement. */
  given(applicationId: string): Promise<ApplicationAnswer[]> {
    return this.database.rows<ApplicationAnswer>(sql`
      select id, application_id, question_code, value, said_at, said_by, confirmed from providers.application_answer where application_id = ${applicationId} order by question_code`);
  }

  /** A reference no application has. */
  async freshReference(): Promise<string> {
    for (;;) {
      const reference = applicationReference(Math.random);
      if (!(await this.database.first(sql`select 1 as one from providers.application where reference = ${reference}`))) return reference;
    }
  }

  /** The applications of organisations that are not decided yet. */
  openOf(providerIds: readonly string[]): Promise<{ id: string; reference: string; vehicleCode: string; status: ApplicationStatus }[]> {
    return this.database.rows(sql`
      select id, reference, vehicle_code, status from providers.application where provider_id = any(${[...providerIds]}::uuid[]) and status <> 'decided' order by started_at desc`);
  }

  /** Locks the provider, so that two applications cannot start at once, and reads how it stands. */
  async lockStanding(providerId: string, vehicleCode: string): Promise<ProviderStanding> {
    const provider = await this.database.first<{ isRegistered: boolean; turnoverPence: string | null; addedAt: Date }>(sql`
      select is_registered, turnover_pence, added_at from providers.provider where id = ${providerId} for update`);
    const open = await this.database.first(sql`
      select 1 as one from providers.application where provider_id = ${providerId} and vehicle_code = ${vehicleCode} and status <> 'decided'`);
    const { isRegistered = false, turnoverPence = null, addedAt = new Date(0) } = provider ?? {};
    return { isRegistered, hasOpen: open !== null, turnoverPence: turnoverPence === null ? null : Number(turnoverPence), addedAt };
  }

  /** The newest answer a provider gave to each question: in any of its applications, or since as a member. */
  saidBefore(providerId: string): Promise<GivenAnswer[]> {
    return this.database.rows<GivenAnswer>(sql`
      select distinct on (said.question_code) said.question_code, said.value, said.said_at, said.said_by, false as confirmed from (
        select a.question_code, a.value, a.said_at, a.said_by from providers.application_answer a join providers.application b on b.id = a.application_id where b.provider_id = ${providerId}
        union all
        select s.question_code, s.value, s.said_at, s.said_by from providers.standing_answer s join providers.membership m on m.id = s.membership_id where m.provider_id = ${providerId}
      ) said order by said.question_code, said.said_at desc`);
  }

  /** Categories and areas a provider is admitted for on a vehicle. */
  admitted(providerId: string, vehicleCode: string): Promise<{ categoryCode: string; areaCode: string }[]> {
    return this.database.rows(sql`
      select a.category_code, a.area_code from providers.admission a join providers.membership m on m.id = a.membership_id
      where m.provider_id = ${providerId} and m.vehicle_code = ${vehicleCode} and m.status <> 'removed'`);
  }
}
