import { Injectable } from '@nestjs/common';
import { Jobs } from '#libs/messaging';
import { Database, sql } from '#libs/persistence';
import { ReadinessChecks } from '#libs/web';

/** What must answer before this process takes traffic: the database and the job store. */
@Injectable()
export class Readiness {
  constructor(checks: ReadinessChecks, database: Database, jobs: Jobs) {
    checks.add('database', () => database.rows(sql`select 1 as one`));
    checks.add('jobs', () => jobs.ready());
  }
}
