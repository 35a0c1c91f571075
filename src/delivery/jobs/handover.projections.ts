import { Injectable } from '@nestjs/common';
import { dayOf } from '#libs/kernel';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import type { ReferralHandedOver } from '../../referrals/referrals.public.js';
import { CaseHandover } from '../application/case-handover.js';
import { Caseload } from '../application/caseload.js';

/** The caseload and the case follow a referral to another practitioner, in the same transaction. */
@Injectable()
export class HandoverProjections {
  constructor(
    private readonly caseload: Caseload,
    private readonly cases: CaseHandover,
  ) {}

  @Projects('referrals.handed-over')
  async handedOver({ data, occurredAt }: EventEnvelope<ReferralHandedOver['data']>): Promise<void> {
    await this.caseload.put(data.referralId);
    await this.cases.follow(data.referralId, data.practitionerId, dayOf(occurredAt));
  }
}
