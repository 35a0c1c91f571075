import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { MessagesService } from '../application/messages.service.js';
import type { HeardEvent } from '../domain/heard-events.js';

const mail = { queue: 'mail', outside: true } as const;

/** Tells people what happens to their drafts. */
@Injectable()
export class DraftNoticesHandlers {
  constructor(private readonly messages: MessagesService) {}

  @Handles('referrals.draft-expiring', mail)
  @Handles('referrals.draft-expired', mail)
  @Handles('referrals.draft-handed-over', mail)
  @Handles('referrals.draft-stranded', mail)
  tell(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.messages.tell(event.id, event as HeardEvent);
  }
}
