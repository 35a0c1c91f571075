import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import type { ReferralAmended } from '../../referrals/referrals.public.js';
import { CaseTransfersService } from '../application/case-transfers.service.js';

/** A case says what its referral says, in the transaction that changes it. */
@Injectable()
export class AmendedProjections {
  constructor(private readonly transfers: CaseTransfersService) {}

  @Projects('referrals.amended')
  follow({ data }: EventEnvelope<ReferralAmended['data']>): Promise<void> {
    return this.transfers.follow(data.referralId);
  }
}
