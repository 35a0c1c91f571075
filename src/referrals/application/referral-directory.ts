import { Injectable } from '@nestjs/common';
import { NotFound, must, type Actor } from '#libs/kernel';
import { ReferralDirectory, type ReferralSummary } from '../referrals.public.js';
import { ReferralQueries } from './referrals.queries.js';
import { ReferralsService } from './referrals.service.js';

/** Referrals as delivery and payments see them. */
@Injectable()
export class LocalReferralDirectory extends ReferralDirectory {
  constructor(
    private readonly service: ReferralsService,
    private readonly queries: ReferralQueries,
  ) {
    super();
  }

  async referral(id: string): Promise<ReferralSummary> {
    const [found] = await this.queries.summaries([id]);
    if (!found) throw new NotFound('referral');
    return found;
  }

  referrals(ids: readonly string[]): Promise<ReferralSummary[]> {
    return this.queries.summaries(ids);
  }

  async markAccepted(actor: Actor, id: string, caseworkerId: string): Promise<ReferralSummary> {
    await this.service.markAccepted(actor, id, caseworkerId);
    return must((await this.queries.summaries([id]))[0], 'the accepted referral');
  }

  async markReassigned(actor: Actor, id: string, caseworkerId: string): Promise<void> {
    await this.service.markReassigned(actor, id, caseworkerId);
  }

  async markEnded(actor: Actor, id: string): Promise<void> {
    await this.service.markEnded(actor, id);
  }
}
