import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '#libs/persistence';
import { OutboxListener } from './outbox-listener.js';
import { OutboxQueue } from './outbox-queue.js';
import { Queues, type EventJob } from './queues.js';
import { MESSAGING_SETTINGS, type QueueName, type ResolvedSettings } from './settings.js';
import { Subscribers } from './subscribers.js';
import { Bell, within } from './waiting.js';

const ADD_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 2_000;

/** Turns waiting events into jobs, one per event and handler. Any number may run; a crash before the commit only adds the same job ids again. */
@Injectable()
export class OutboxRelay {
  private readonly log = new Logger(OutboxRelay.name);
  private readonly bell = new Bell();
  private readonly givingUp = new AbortController();
  private listener?: OutboxListener;
  private running?: Promise<void>;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxQueue,
    private readonly queues: Queues,
    private readonly subscribers: Subscribers,
    @Inject(MESSAGING_SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  start(): void {
    this.listener = new OutboxListener(this.settings.databaseUrl, () => this.bell.ring());
    this.listener.start();
    this.running = this.loop();
  }

  /** Stops after the batch in hand; a job store that does not take it in two seconds leaves it for another relay. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.listener?.close();
    this.bell.ring();
    const timer = setTimeout(() => this.givingUp.abort(new Error('The relay is stopping')), STOP_WITHIN_MS);
    await this.running;
    clearTimeout(timer);
  }

  private relay(): Promise<number> {
    return this.database.transaction(async () => {
      const events = await this.outbox.take(this.settings.relayBatch);
      if (events.length === 0) return 0;
      await within(ADD_WITHIN_MS, 'Adding jobs', this.add(events), this.givingUp.signal);
      await this.outbox.markRelayed(events.map((event) => event.id));
      return events.length;
    });
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      const relayed = await this.relay().catch((error: unknown) => {
        this.log.warn(`Could not relay events, trying again: ${error instanceof Error ? error.message : String(error)}`);
        return 0;
      });
      if (relayed < this.settings.relayBatch && !this.stopping) await this.bell.sleep(this.settings.pollMs);
    }
  }

  private async add(events: readonly { id: string; type: string }[]): Promise<void> {
    const jobs = new Map<QueueName, EventJob[]>();
    for (const { id, type } of events) {
      for (const { name, queue } of this.subscribers.handlersOf(type)) jobs.set(queue, [...(jobs.get(queue) ?? []), { eventId: id, handler: name }]);
    }
    await Promise.all([...jobs].map(([queue, batch]) => this.queues.addEvents(queue, batch)));
  }
}
