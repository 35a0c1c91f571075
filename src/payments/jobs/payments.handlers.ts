import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import type { RateCardEventData } from '../../contracts/contracts.public.js';
import type { EarningFact } from '../domain/payable-events.js';
import { ChargingService } from '../application/charging.service.js';

/** What payments does about what happened in delivery and contracts. */
@Injectable()
export class PaymentsHandlers {
  constructor(private readonly charging: ChargingService) {}

  @Handles('delivery.case-accepted')
  @Handles('delivery.assessment-attended')
  @Handles('delivery.plan-approved')
  @Handles('delivery.session-attended')
  @Handles('delivery.case-ended')
  @Handles('delivery.report-submitted')
  earn({ id, type, data }: EventEnvelope<EarningFact['data']>): Promise<void> {
    return this.charging.record(id, { type, data } as EarningFact);
  }

  @Handles('contracts.rate-card-approved')
  async payForEarlierWork({ data }: EventEnvelope<RateCardEventData>): Promise<void> {
    await this.charging.chargeUnpriced(data.contractId);
  }
}
