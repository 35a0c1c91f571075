import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { TaskInbox } from '../application/task-inbox.js';
import type { HeardEvent } from '../domain/heard-events.js';

/** The task inbox, for referrals that go on elsewhere. */
@Injectable()
export class SinceSentProjections {
  constructor(private readonly inbox: TaskInbox) {}

  @Projects('referrals.transferred')
  @Projects('delivery.case-allocated')
  keep(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }
}
