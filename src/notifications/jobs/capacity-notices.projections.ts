import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { TaskInbox } from '../application/task-inbox.js';
import type { HeardEvent } from '../domain/heard-events.js';

/** Tasks for providers who have not said lately how much room they have. */
@Injectable()
export class CapacityNoticesProjections {
  constructor(private readonly inbox: TaskInbox) {}

  @Projects('contracts.capacity-stale')
  @Projects('contracts.capacity-stated')
  @Projects('contracts.status-changed')
  keep(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }
}
