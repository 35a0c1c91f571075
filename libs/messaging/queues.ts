import { Inject, Injectable, Logger } from '@nestjs/common';
import { openQueue, type JobQueue } from './job-store.js';
import { QUEUE_NAMES } from './migrate-jobs.js';
import { MESSAGING_SETTINGS, type QueueName, type ResolvedSettings } from './settings.js';
import { within } from './waiting.js';

/** One event for one handler. */
export interface EventJob {
  readonly eventId: string;
  readonly handler: string;
}

const CLOSE_WITHIN_MS = 3_000;

/** The three queues, opened when first used. The only code that adds jobs. */
@Injectable()
export class Queues {
  private readonly log = new Logger(Queues.name);
  private readonly opened = new Map<QueueName, JobQueue>();

  constructor(@Inject(MESSAGING_SETTINGS) private readonly settings: ResolvedSettings) {}

  /** The queue of that name; connects in the background. */
  of(name: QueueName): JobQueue {
    const known = this.opened.get(name);
    if (known) return known;
    const queue = openQueue(name, this.settings);
    queue.on('error', (error) => this.log.debug(`Queue ${name}: ${error.message}`));
    this.opened.set(name, queue);
    queue.waitUntilReady().catch(() => this.forget(name, queue));
    return queue;
  }

  get all(): (readonly [QueueName, JobQueue])[] {
    return QUEUE_NAMES.map((name) => [name, this.of(name)] as const);
  }

  /** Adds one job per entry. The same event and handler twice is one job, for as long as the store remembers it; receipts cover the rest. */
  async addEvents(name: QueueName, entries: readonly EventJob[]): Promise<void> {
    const { attempts, backoffMs } = this.settings;
    const options = { attempts, backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 }, removeOnFail: false, stackTraceLimit: 5 };
    await this.of(name).addBulk(
      entries.map(({ eventId, handler }) => ({ name: handler, data: { eventId, handler }, opts: { ...options, jobId: `${eventId}-${handler}` } })),
    );
  }

  /** A BullMQ 6.7 queue remembers that PostgreSQL was away when it first connected, and fails for good: the next caller gets another one. */
  private forget(name: QueueName, queue: JobQueue): void {
    if (this.opened.get(name) === queue) this.opened.delete(name);
    void queue.close().catch(() => undefined);
  }

  /** Closes what was opened; a store out of reach does not hold it up. */
  async close(): Promise<void> {
    const closing = Promise.allSettled([...this.opened.values()].map((queue) => queue.close()));
    await within(CLOSE_WITHIN_MS, 'Closing the queues', closing).catch((error: Error) => this.log.warn(error.message));
    this.opened.clear();
  }
}
