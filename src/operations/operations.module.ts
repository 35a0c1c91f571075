import { Module } from '@nestjs/common';
import { IdempotencyModule, RateLimitModule } from '#libs/api';
import { Jobs } from '#libs/messaging';
import { Database, sql } from '#libs/persistence';
import { ReadinessChecks } from '#libs/web';
import { Housekeeping } from './jobs/housekeeping.schedule.js';

/** What looks after the service while it runs: the daily seal, forgetting what has expired, and what must answer before a process takes traffic. */
@Module({ imports: [IdempotencyModule, RateLimitModule], providers: [Housekeeping] })
export class OperationsModule {
  constructor(checks: ReadinessChecks, database: Database, jobs: Jobs) {
    checks.add('database', () => database.rows(sql`select 1 as one`));
    checks.add('jobs', () => jobs.ready());
  }
}
