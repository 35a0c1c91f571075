import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { TaskInbox } from '../application/task-inbox.js';
import type { HeardEvent } from '../domain/heard-events.js';

/** The task inbox for drafts. */
@Injectable()
export class DraftNoticesProjections {
  constructor(private readonly inbox: TaskInbox) {}

  @Projects('referrals.draft-expiring')
  @Projects('referrals.draft-expired')
  @Projects('referrals.draft-kept')
  @Projects('referrals.draft-closed')
  @Projects('referrals.draft-handed-over')
  @Projects('referrals.draft-stranded')
  @Projects('referrals.draft-service-open')
  keep(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }
}
