import { Injectable } from '@nestjs/common';
import { dayOf } from '#libs/kernel';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import type { ReferralSent } from '../../referrals/referrals.public.js';
import type { CaseFacts } from '../delivery.public.js';
import { Caseload } from '../application/caseload.js';

/** The caseload, in the same transaction as what it shows. */
@Injectable()
export class CaseloadProjections {
  constructor(private readonly caseload: Caseload) {}

  @Projects('referrals.sent')
  @Projects('referrals.allocated')
  waiting({ data }: EventEnvelope<ReferralSent['data']>): Promise<void> {
    return this.caseload.put(data.referralId);
  }

  @Projects('referrals.declined')
  declined({ data, occurredAt }: EventEnvelope<ReferralSent['data']>): Promise<void> {
    return this.caseload.close(data.referralId, 'declined', dayOf(occurredAt));
  }

  @Projects('referrals.withdrawn')
  withdrawn({ data, occurredAt }: EventEnvelope<ReferralSent['data']>): Promise<void> {
    return this.caseload.close(data.referralId, 'withdrawn', dayOf(occurredAt));
  }

  /** Acceptance shows through `case-accepted`, once the case is there. */
  @Projects('delivery.case-accepted')
  @Projects('delivery.case-reassigned')
  @Projects('delivery.case-allocated')
  @Projects('delivery.appointment-booked')
  @Projects('delivery.appointment-rescheduled')
  @Projects('delivery.assessment-attended')
  @Projects('delivery.appointment-missed')
  @Projects('delivery.plan-submitted')
  @Projects('delivery.plan-approved')
  @Projects('delivery.plan-revised')
  @Projects('delivery.session-attended')
  @Projects('delivery.case-ended')
  @Projects('delivery.report-submitted')
  moved({ data }: EventEnvelope<CaseFacts>): Promise<void> {
    return this.caseload.refresh(data.caseId);
  }
}
