import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { MessagesService } from '../application/messages.service.js';
import type { HeardEvent } from '../domain/heard-events.js';

const mail = { queue: 'mail', outside: true } as const;

/** Tells people that a referral's answers, or who delivers it, changed. */
@Injectable()
export class SinceSentHandlers {
  constructor(private readonly messages: MessagesService) {}

  @Handles('referrals.amended', mail)
  @Handles('delivery.case-allocated', mail)
  tell(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.messages.tell(event.id, event as HeardEvent);
  }
}
