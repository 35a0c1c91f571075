import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { MessagesService } from '../application/messages.service.js';
import type { HeardEvent } from '../domain/heard-events.js';

const mail = { queue: 'mail', outside: true } as const;

/** Writes to people on their way into an organisation, and to those who let them in. */
@Injectable()
export class JoiningHandlers {
  constructor(private readonly messages: MessagesService) {}

  @Handles('identity.confirmation-asked', mail)
  @Handles('identity.newcomer-refused', mail)
  @Handles('identity.invitation-made', mail)
  @Handles('identity.join-requested', mail)
  @Handles('identity.join-declined', mail)
  @Handles('providers.listing-claimed', mail)
  @Handles('providers.listing-approved', mail)
  tell(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.messages.tell(event.id, event as HeardEvent);
  }
}
