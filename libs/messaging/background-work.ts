import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { JobWorkers } from './job-workers.js';
import { OutboxRelay } from './outbox-relay.js';
import { Queues } from './queues.js';
import { Schedules } from './schedules.js';
import { MESSAGING_SETTINGS, type ResolvedSettings } from './settings.js';
import { within } from './waiting.js';

const READY_WITHIN_MS = 10_000;

/** Starts the relay, the workers and the schedules where the role says so, and stops them before the database closes. */
@Injectable()
export class BackgroundWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(BackgroundWork.name);

  constructor(
    private readonly relay: OutboxRelay,
    private readonly workers: JobWorkers,
    private readonly schedules: Schedules,
    private readonly queues: Queues,
    @Inject(MESSAGING_SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  private get works(): boolean {
    return this.settings.role === 'relay+worker';
  }

  /** Throws when the PostgreSQL job store has not been made; a store that is only away for now is waited for in the background. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.works) return;
    if (!this.settings.redisUrl) await this.expectSchema();
    this.workers.start();
    this.relay.start();
    this.schedules.start();
  }

  /** Runs before the web server and the database close: the jobs in hand may still need both. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.works) await Promise.all([this.relay.stop(), this.workers.stop(), this.schedules.stop()]);
    await this.queues.close();
  }

  private async expectSchema(): Promise<void> {
    await within(READY_WITHIN_MS, 'The job store', this.queues.of('events').waitUntilReady()).catch((error: Error) => {
      if (error.name.startsWith('Schema')) throw new Error('The job store is not set up for this version: run migrate first', { cause: error });
      this.log.warn(`${error.message}; jobs run as soon as it answers`);
    });
  }
}
