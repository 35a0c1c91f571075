import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { EventFactsReader } from '../application/event-facts.js';
import { TaskInbox } from '../application/task-inbox.js';
import type { Heard, HeardEvent } from '../domain/heard-events.js';

/** The task inbox, in the same transaction as what it shows. */
@Injectable()
export class NotificationsProjections {
  constructor(
    private readonly inbox: TaskInbox,
    private readonly facts: EventFactsReader,
  ) {}

  @Projects('contracts.contract-made')
  @Projects('contracts.status-changed')
  remember({ data }: EventEnvelope<Heard['contracts.contract-made' | 'contracts.status-changed']>): Promise<void> {
    const { contractId, reference, primeOrganisationId, regionCodes } = data;
    return this.facts.remember({ id: contractId, reference, primeOrganisationId, regionCodes });
  }

  @Projects('providers.application-submitted')
  @Projects('providers.application-taken-back')
  @Projects('providers.application-decided')
  @Projects('providers.application-taken')
  @Projects('providers.answer-queried')
  @Projects('providers.query-answered')
  @Projects('providers.query-cancelled')
  @Projects('providers.decision-proposed')
  @Projects('providers.decision-returned')
  @Projects('providers.vehicle-drafted')
  @Projects('providers.vehicle-opened')
  @Projects('providers.document-quarantined')
  @Projects('providers.document-removed')
  @Projects('providers.evidence-expiring')
  @Projects('providers.evidence-renewed')
  @Projects('providers.member-suspended')
  @Projects('providers.member-removed')
  @Projects('providers.confirmation-asked')
  @Projects('providers.answers-confirmed')
  @Projects('providers.consortium-invited')
  @Projects('providers.consortium-left')
  @Projects('providers.consortium-agreed')
  @Projects('providers.consortium-declined')
  onboarding(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }

  @Projects('contracts.rate-card-drafted')
  @Projects('contracts.rate-card-approved')
  @Projects('referrals.sent')
  @Projects('referrals.allocated')
  @Projects('referrals.accepted')
  @Projects('referrals.declined')
  @Projects('referrals.withdrawn')
  @Projects('delivery.case-accepted')
  @Projects('delivery.appointment-booked')
  @Projects('delivery.assessment-attended')
  @Projects('delivery.appointment-missed')
  @Projects('delivery.plan-submitted')
  @Projects('delivery.plan-approved')
  @Projects('delivery.plan-revised')
  @Projects('delivery.case-ended')
  @Projects('delivery.report-submitted')
  @Projects('payments.statement-drawn')
  @Projects('payments.statement-sent')
  @Projects('payments.statement-agreed')
  @Projects('payments.statement-approved')
  @Projects('payments.statement-paid')
  keep(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }
}
