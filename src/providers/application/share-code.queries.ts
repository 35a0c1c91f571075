import { Injectable } from '@nestjs/common';
import { Database, sql } from '#libs/persistence';
import type { ImportedShareCode } from '../domain/share-code.js';

/** Reads of share codes that applications were filled from. */
@Injectable()
export class ShareCodeQueries {
  constructor(private readonly database: Database) {}

  /** The code an application was filled from, or null. The caller has read the application. */
  of(applicationId: string): Promise<ImportedShareCode | null> {
    return this.database.first<ImportedShareCode>(sql`select * from providers.application_share_code where application_id = ${applicationId}`);
  }

  /** The code a member's last application to a vehicle was filled from, of those decided; or null. */
  ofMember(providerId: string, vehicleCode: string): Promise<ImportedShareCode | null> {
    return this.database.first<ImportedShareCode>(sql`
      select s.* from providers.application_share_code s join providers.application a on a.id = s.application_id
      where a.provider_id = ${providerId} and a.vehicle_code = ${vehicleCode} and a.status = 'decided' order by s.fetched_at desc, s.id desc limit 1`);
  }
}
