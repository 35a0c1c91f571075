import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JobQueue } from './job-store.js';
import { Queues } from './queues.js';
import { MESSAGING_SETTINGS, type ResolvedSettings } from './settings.js';
import { Subscribers, type Schedule } from './subscribers.js';
import { Bell, within } from './waiting.js';

const REGISTER_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 2_000;
const TRY_AGAIN_MS = 5_000;
const ATTEMPTS = 3;

/** What runs on a timetable. The queue keeps the timetable, so that any number of processes run each schedule once. */
@Injectable()
export class Schedules {
  private readonly log = new Logger(Schedules.name);
  private readonly bell = new Bell();
  private registering?: Promise<void>;
  private stopping = false;

  constructor(
    private readonly subscribers: Subscribers,
    private readonly queues: Queues,
    @Inject(MESSAGING_SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  get names(): readonly string[] {
    return [...this.subscribers.schedules.keys()];
  }

  /** Runs one schedule now, in this process; throws when there is none of that name. */
  async run(name: string): Promise<void> {
    const schedule = this.subscribers.schedules.get(name);
    if (!schedule) throw new Error(`There is no schedule called ${name}`);
    await schedule.run();
  }

  /** Brings the queue's timetable in line with the code in the background, as soon as the store answers. */
  start(): void {
    this.registering = this.registerUntilDone();
  }

  /** Registering again at the next start does no harm, so stopping does not wait long for it. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    if (this.registering) await within(STOP_WITHIN_MS, 'Registering the schedules', this.registering).catch(() => undefined);
  }

  private async registerUntilDone(): Promise<void> {
    while (!this.stopping) {
      try {
        return await within(REGISTER_WITHIN_MS, 'Registering the schedules', this.register(this.queues.of('reports')));
      } catch (error) {
        this.log.warn(`${error instanceof Error ? error.message : String(error)}; trying again`);
        if (!this.stopping) await this.bell.sleep(TRY_AGAIN_MS);
      }
    }
  }

  private async register(queue: JobQueue): Promise<void> {
    const wanted = this.subscribers.schedules;
    for (const known of await queue.getJobSchedulers()) if (!wanted.has(known.key)) await queue.removeJobScheduler(known.key);
    for (const schedule of wanted.values()) await queue.upsertJobScheduler(schedule.name, this.timetable(schedule), template(schedule));
  }

  private timetable({ timing }: Schedule) {
    return 'cron' in timing ? { pattern: timing.cron, tz: this.settings.timeZone } : { every: timing.every };
  }
}

function template({ name }: Schedule) {
  const backoff = { type: 'exponential', delay: 10_000, jitter: 0.5 };
  return { name, data: { schedule: name }, opts: { attempts: ATTEMPTS, backoff, removeOnFail: 100 } };
}
