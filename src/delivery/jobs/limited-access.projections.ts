import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import type { ReferralRestricted } from '../../referrals/referrals.public.js';
import { LimitedCases } from '../application/limited-cases.js';

/** Limiting who can see a referral limits its case and its row on every caseload at once. */
@Injectable()
export class LimitedAccessProjections {
  constructor(private readonly cases: LimitedCases) {}

  @Projects('referrals.restricted')
  restrict({ data }: EventEnvelope<ReferralRestricted['data']>): Promise<void> {
    return this.cases.mark(data.referralId, true);
  }

  @Projects('referrals.unrestricted')
  lift({ data }: EventEnvelope<ReferralRestricted['data']>): Promise<void> {
    return this.cases.mark(data.referralId, false);
  }
}
