import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { MessagesService } from '../application/messages.service.js';
import type { HeardEvent } from '../domain/heard-events.js';

const mail = { queue: 'mail', outside: true } as const;

/** Tells those concerned that a referral has another practitioner. */
@Injectable()
export class HandoverHandlers {
  constructor(private readonly messages: MessagesService) {}

  @Handles('referrals.handed-over', mail)
  @Handles('delivery.case-handed-over', mail)
  tell(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.messages.tell(event.id, event as HeardEvent);
  }
}
