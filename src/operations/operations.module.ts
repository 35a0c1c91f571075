import { Module } from '@nestjs/common';
import { IdempotencyModule, RateLimitModule } from '#libs/api';
import { Jobs, type QueueCounts } from '#libs/messaging';
import { Database, sql } from '#libs/persistence';
import { Metrics, ReadinessChecks } from '#libs/web';
import { Housekeeping } from './jobs/housekeeping.schedule.js';

/** What looks after the service while it runs: the daily seal, forgetting what has expired, what must answer before a process takes traffic, and its figures. */
@Module({ imports: [IdempotencyModule, RateLimitModule], providers: [Housekeeping] })
export class OperationsModule {
  constructor(checks: ReadinessChecks, metrics: Metrics, database: Database, jobs: Jobs) {
    checks.add('database', () => database.rows(sql`select 1 as one`));
    checks.add('jobs', () => jobs.ready());
    metrics.watch({ name: 'outbox_events', help: 'Events not yet turned into jobs, and seconds the oldest has waited', label: 'figure' }, async () => ({ ...(await jobs.backlog()) }));
    metrics.watch({ name: 'queue_jobs_unfinished', help: 'Jobs waiting, running or delayed, by queue', label: 'queue' }, () => byQueue(jobs, ({ waiting, active, delayed }) => waiting + active + delayed));
    metrics.watch({ name: 'queue_jobs_failed', help: 'Jobs that failed for good, by queue', label: 'queue' }, () => byQueue(jobs, ({ failed }) => failed));
  }
}

async function byQueue(jobs: Jobs, figure: (counts: QueueCounts) => number): Promise<Record<string, number>> {
  return Object.fromEntries(Object.entries(await jobs.counts()).map(([queue, counts]) => [queue, figure(counts)]));
}
