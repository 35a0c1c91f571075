import { Inject, Injectable, Logger } from '@nestjs/common';
import { Delivery } from './delivery.js';
import { openWorker, type JobData, type JobWorker } from './job-store.js';
import { QUEUE_NAMES } from './migrate-jobs.js';
import { Schedules } from './schedules.js';
import { MESSAGING_SETTINGS, type QueueName, type ResolvedSettings } from './settings.js';
import { Bell, within } from './waiting.js';

const CLOSE_WITHIN_MS = 2_000;
const SAY_AGAIN_MS = 30_000;
const REOPEN_MS = 2_000;
/** So many errors of one worker within a second are a loop, not a fault here and there. */
const ERRORS_OF_A_LOOP = 20;

/** Runs jobs: a worker for each queue. */
@Injectable()
export class JobWorkers {
  private readonly log = new Logger(JobWorkers.name);
  private readonly workers = new Map<QueueName, JobWorker>();
  private readonly aside = new WeakSet<JobWorker>();
  private stopping = false;
  private readonly quietUntil = new Map<string, number>();
  private readonly idle = new Bell();
  private running = 0;

  constructor(
    private readonly delivery: Delivery,
    private readonly schedules: Schedules,
    @Inject(MESSAGING_SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  start(): void {
    for (const name of QUEUE_NAMES) this.workers.set(name, this.open(name));
  }

  /** Takes no new job, waits for the running ones as long as the settings allow, then closes; a store out of reach costs two seconds at most. */
  async stop(): Promise<void> {
    this.stopping = true;
    const closing = Promise.allSettled([...this.workers.values()].map((worker) => worker.close()));
    try {
      await within(this.settings.closeWithinMs, 'The running jobs', Promise.race([closing, this.allRun()]));
      await within(CLOSE_WITHIN_MS, 'Closing the workers', closing);
    } catch (error) {
      this.log.warn(`${error instanceof Error ? error.message : String(error)}; what was not finished will run again`);
      for (const worker of this.workers.values()) void worker.disconnect().catch(() => undefined);
    }
  }

  private open(name: QueueName): JobWorker {
    const worker = openWorker(name, this.settings, (data) => this.counted(data));
    const loops = loopDetector();
    worker.on('error', (error) => {
      this.complain(`Queue ${name}: ${error.message}`);
      if (loops()) this.reopen(name, worker);
    });
    worker.waitUntilReady().catch(() => this.reopen(name, worker));
    worker.on('failed', (job, error) => {
      const attempt = job ? `${job.name} failed, attempt ${job.attemptsMade} of ${job.opts.attempts ?? 1}` : 'A job failed';
      this.log.warn(`${attempt}: ${error.message}`);
    });
    return worker;
  }

  /**
   * A BullMQ 6.7 worker that first connected while PostgreSQL was away never works again, and one that lost it may ask again without a pause, so that
   * nothing else in the process gets a turn. It is put aside at once, and another one opened a little later.
   */
  private reopen(name: QueueName, worker: JobWorker): void {
    if (this.aside.has(worker)) return;
    this.aside.add(worker);
    void worker.pause(true).catch(() => undefined);
    setTimeout(() => {
      void worker.close(true).catch(() => undefined);
      if (!this.stopping) this.workers.set(name, this.open(name));
    }, REOPEN_MS).unref();
  }

  private async counted(data: JobData): Promise<void> {
    this.running += 1;
    try {
      await ('schedule' in data ? this.schedules.run(data.schedule) : this.delivery.deliver(data.eventId, data.handler));
    } finally {
      this.running -= 1;
      this.idle.ring();
    }
  }

  private async allRun(): Promise<void> {
    while (this.running > 0) await this.idle.sleep(1_000);
  }

  /** A store that is away fails every poll: say so every half minute, not every time. */
  private complain(message: string): void {
    const now = performance.now();
    if (now < (this.quietUntil.get(message) ?? 0)) return;
    this.quietUntil.set(message, now + SAY_AGAIN_MS);
    this.log.warn(message);
  }
}

/** Answers true once, when it has been called as often within a second as only a loop would. */
function loopDetector(): () => boolean {
  let since = 0;
  let count = 0;
  return () => {
    if (performance.now() - since > 1_000) {
      since = performance.now();
      count = 0;
    }
    count += 1;
    return count === ERRORS_OF_A_LOOP;
  };
}
