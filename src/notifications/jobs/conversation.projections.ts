import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { LimitedReferrals } from '../application/limited-referrals.js';
import { TaskInbox } from '../application/task-inbox.js';
import type { Heard, HeardEvent } from '../domain/heard-events.js';

/** The task inbox for messages on referrals, and whose tasks may be seen by those named alone. */
@Injectable()
export class ConversationProjections {
  constructor(
    private readonly inbox: TaskInbox,
    private readonly limited: LimitedReferrals,
  ) {}

  @Projects('referrals.message-written')
  @Projects('referrals.messages-read')
  keep(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }

  @Projects('referrals.restricted')
  restrict({ data }: EventEnvelope<Heard['referrals.messages-read']>): Promise<void> {
    return this.limited.add(data.referralId);
  }

  @Projects('referrals.unrestricted')
  lift({ data }: EventEnvelope<Heard['referrals.messages-read']>): Promise<void> {
    return this.limited.remove(data.referralId);
  }
}
