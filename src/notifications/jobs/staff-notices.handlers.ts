import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { MessagesService } from '../application/messages.service.js';
import type { HeardEvent } from '../domain/heard-events.js';

const mail = { queue: 'mail', outside: true } as const;

/** Tells people what happened to staff registers and to the cases that depend on them. */
@Injectable()
export class StaffNoticesHandlers {
  constructor(private readonly messages: MessagesService) {}

  @Handles('providers.exclusion-matched', mail)
  @Handles('providers.exclusion-decided', mail)
  @Handles('providers.vetting-expiring', mail)
  @Handles('providers.staff-suspended', mail)
  @Handles('delivery.reassignment-needed', mail)
  @Handles('delivery.case-reassigned', mail)
  tell(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.messages.tell(event.id, event as HeardEvent);
  }
}
