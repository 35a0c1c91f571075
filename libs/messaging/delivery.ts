import { Injectable } from '@nestjs/common';
import { Database, type EventEnvelope } from '#libs/persistence';
import { OutboxQueue } from './outbox-queue.js';
import { Receipts } from './receipts.js';
import { Subscribers, type Handler } from './subscribers.js';

const DRAIN_BATCH = 100;

/** Brings events to their handlers: one by one for the workers, or all that wait when told to. */
@Injectable()
export class Delivery {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxQueue,
    private readonly receipts: Receipts,
    private readonly subscribers: Subscribers,
  ) {}

  /** Delivers one event to one handler. Throws when either is not known here, so that a newer worker may take the job. */
  async deliver(eventId: string, handlerName: string): Promise<void> {
    const event = await this.outbox.find(eventId);
    if (!event) throw new Error(`Event ${eventId} is no longer in the outbox`);
    const handler = this.subscribers.handlersOf(event.type).find((each) => each.name === handlerName);
    if (!handler) throw new Error(`Nobody called ${handlerName} handles ${event.type} in this version of the service`);
    await this.bring(event, handler);
  }

  /** Delivers every waiting event in this process, in order of occurrence, until none is left. Answers how many; throws what a handler throws. */
  async drain(): Promise<number> {
    if (this.database.inTransaction) throw new Error('Events are drained after the transaction that published them');
    let delivered = 0;
    for (let events = await this.outbox.waiting(DRAIN_BATCH); events.length > 0; events = await this.outbox.waiting(DRAIN_BATCH)) {
      for (const event of events) {
        for (const handler of this.subscribers.handlersOf(event.type)) await this.bring(event, handler);
        await this.outbox.markRelayed([event.id]);
      }
      delivered += events.length;
    }
    return delivered;
  }

  private async bring(event: EventEnvelope, handler: Handler): Promise<void> {
    const effect = () => handler.run(event);
    await (handler.outside ? this.receipts.atLeastOnce(handler.name, event.id, effect) : this.receipts.once(handler.name, event.id, effect));
  }
}
