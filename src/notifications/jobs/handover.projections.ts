import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { TaskInbox } from '../application/task-inbox.js';
import type { HeardEvent } from '../domain/heard-events.js';

/** Tasks follow a referral to another practitioner. */
@Injectable()
export class HandoverTaskProjections {
  constructor(private readonly inbox: TaskInbox) {}

  @Projects('referrals.handed-over')
  @Projects('delivery.case-handed-over')
  keep(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }
}
