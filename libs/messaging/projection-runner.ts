import { Injectable } from '@nestjs/common';
import type { EventEnvelope, Projections } from '#libs/persistence';
import { Subscribers } from './subscribers.js';

/** Runs an event's projections one after another, in module order, inside the transaction that publishes it. */
@Injectable()
export class ProjectionRunner implements Projections {
  constructor(private readonly subscribers: Subscribers) {}

  async run(event: EventEnvelope): Promise<void> {
    for (const projection of this.subscribers.projectionsOf(event.type)) await projection.run(event);
  }
}
