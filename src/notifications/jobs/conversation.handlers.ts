import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { MessagesService } from '../application/messages.service.js';
import type { HeardEvent } from '../domain/heard-events.js';

const mail = { queue: 'mail', outside: true } as const;

/** Tells people that something was written to them, and that they were named as readers. */
@Injectable()
export class ConversationHandlers {
  constructor(private readonly messages: MessagesService) {}

  @Handles('referrals.message-written', mail)
  @Handles('referrals.readers-changed', mail)
  tell(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.messages.tell(event.id, event as HeardEvent);
  }
}
