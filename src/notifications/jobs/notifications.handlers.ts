import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { MessagesService } from '../application/messages.service.js';
import type { HeardEvent } from '../domain/heard-events.js';

const mail = { queue: 'mail', outside: true } as const;

/** Tells people what happened. */
@Injectable()
export class NotificationsHandlers {
  constructor(private readonly messages: MessagesService) {}

  @Handles('providers.application-submitted', mail)
  @Handles('providers.application-decided', mail)
  @Handles('providers.answer-queried', mail)
  @Handles('providers.query-answered', mail)
  @Handles('providers.query-cancelled', mail)
  @Handles('providers.decision-returned', mail)
  @Handles('providers.document-quarantined', mail)
  @Handles('providers.evidence-expiring', mail)
  @Handles('providers.member-suspended', mail)
  @Handles('providers.member-reinstated', mail)
  @Handles('providers.member-removed', mail)
  @Handles('providers.confirmation-asked', mail)
  @Handles('providers.consortium-invited', mail)
  @Handles('providers.consortium-agreed', mail)
  @Handles('providers.consortium-declined', mail)
  @Handles('contracts.contract-made', mail)
  @Handles('contracts.rate-card-drafted', mail)
  @Handles('contracts.rate-card-approved', mail)
  @Handles('referrals.sent', mail)
  @Handles('referrals.allocated', mail)
  @Handles('referrals.declined', mail)
  @Handles('referrals.withdrawn', mail)
  @Handles('delivery.case-accepted', mail)
  @Handles('delivery.appointment-booked', mail)
  @Handles('delivery.appointment-rescheduled', mail)
  @Handles('delivery.appointment-missed', mail)
  @Handles('delivery.plan-submitted', mail)
  @Handles('delivery.plan-approved', mail)
  @Handles('delivery.plan-revised', mail)
  @Handles('delivery.case-ended', mail)
  @Handles('delivery.report-submitted', mail)
  @Handles('payments.statement-sent', mail)
  @Handles('payments.lines-disputed', mail)
  @Handles('payments.statement-agreed', mail)
  @Handles('payments.statement-paid', mail)
  tell(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.messages.tell(event.id, event as HeardEvent);
  }
}
