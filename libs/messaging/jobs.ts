import { Injectable } from '@nestjs/common';
import { OutboxQueue } from './outbox-queue.js';
import { Queues } from './queues.js';
import type { QueueName } from './settings.js';
import { within } from './waiting.js';

/** A job that used up its attempts. `work` is the handler's or schedule's name, `reason` the last error's message. */
export interface FailedJob {
  readonly queue: QueueName;
  readonly id: string;
  readonly work: string;
  readonly eventId: string | null;
  readonly attempts: number;
  readonly reason: string;
  readonly failedAt: Date | null;
}

/** How many jobs a queue holds, by state. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

const ANSWER_WITHIN_MS = 3_000;
const FORGOTTEN_AT_ONCE = 5_000;
const MOST_RETRIED = 10_000;

/** What operators ask of the queues. Throws after three seconds when the job store does not answer. */
@Injectable()
export class Jobs {
  constructor(
    private readonly queues: Queues,
    private readonly outbox: OutboxQueue,
  ) {}

  /** Jobs that used up their attempts, at most so many a queue. */
  async failed(limit = 1_000): Promise<FailedJob[]> {
    const failed = this.queues.all.map(async ([queue, jobs]) => (await jobs.getFailed(0, limit - 1)).map((job) => ({ queue, job })));
    const found = await within(ANSWER_WITHIN_MS, 'The job store', Promise.all(failed));
    return found.flat().map(({ queue, job }) => ({
      queue,
      id: job.id ?? '',
      work: job.name,
      eventId: 'eventId' in job.data ? job.data.eventId : null,
      attempts: job.attemptsMade,
      reason: job.failedReason,
      failedAt: job.finishedOn ? new Date(job.finishedOn) : null,
    }));
  }

  /** Gives every failed job (the first ten thousand of each queue) its full attempts again; answers how many. */
  async retryAll(): Promise<number> {
    await this.ready();
    let retried = 0;
    for (const [, queue] of this.queues.all) {
      const failed = await queue.getFailed(0, MOST_RETRIED - 1);
      for (const job of failed) await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
      retried += failed.length;
    }
    return retried;
  }

  /** Counts by queue, for metrics. */
  async counts(): Promise<Record<QueueName, QueueCounts>> {
    const counted = this.queues.all.map(async ([name, queue]) => {
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      return [name, { waiting, active, delayed, failed }] as const;
    });
    return Object.fromEntries(await within(ANSWER_WITHIN_MS, 'The job store', Promise.all(counted))) as Record<QueueName, QueueCounts>;
  }

  /** Events not yet turned into jobs, and for how many seconds the oldest has waited. */
  backlog(): Promise<{ waiting: number; oldestSeconds: number }> {
    return this.outbox.backlog();
  }

  /** Forgets every event relayed before then; a job that failed for longer can no longer be retried. Answers how many. */
  async forget(before: Date): Promise<number> {
    let forgotten = 0;
    for (let batch = FORGOTTEN_AT_ONCE; batch === FORGOTTEN_AT_ONCE; forgotten += batch) batch = await this.outbox.forget(before, FORGOTTEN_AT_ONCE);
    return forgotten;
  }

  /** For the readiness check: resolves when the job store answers, throws when it does not. */
  async ready(): Promise<void> {
    await within(ANSWER_WITHIN_MS, 'The job store', this.queues.of('events').getJobCounts('failed'));
  }
}
