import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { MessagesService } from '../application/messages.service.js';
import type { HeardEvent } from '../domain/heard-events.js';

/** Asks providers how much room they have. */
@Injectable()
export class CapacityNoticesHandlers {
  constructor(private readonly messages: MessagesService) {}

  @Handles('contracts.capacity-stale', { queue: 'mail', outside: true })
  tell(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.messages.tell(event.id, event as HeardEvent);
  }
}
