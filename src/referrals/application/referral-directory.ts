import { Injectable } from '@nestjs/common';
import { NotFound, must, type Actor } from '#libs/kernel';
import { ReferralDirectory, type AlternativeService, type GoingOn, type MeetingFacts, type ReferralSummary, type StoryEntry, type WentOn } from '../referrals.public.js';
import { AnswersService } from './answers.service.js';
import { ReferralStory } from './referral-story.js';
import { ReferralQueries } from './referrals.queries.js';
import { ReferralsService } from './referrals.service.js';
import { TransfersService } from './transfers.service.js';

/** Referrals as delivery and payments see them. */
@Injectable()
export class LocalReferralDirectory extends ReferralDirectory {
  constructor(
    private readonly service: ReferralsService,
    private readonly queries: ReferralQueries,
    private readonly answers: AnswersService,
    private readonly transfers: TransfersService,
    private readonly stories: ReferralStory,
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

  async meetingFacts(id: string): Promise<MeetingFacts> {
    const found = await this.queries.meetingFacts(id);
    if (!found) throw new NotFound('referral');
    return found;
  }

  draftCount(actor: Actor, most: number): Promise<number | null> {
    return this.queries.draftCount(actor, most);
  }

  async markAccepted(actor: Actor, id: string, caseworkerId: string): Promise<ReferralSummary> {
    await this.service.markAccepted(actor, id, caseworkerId);
    return must((await this.queries.summaries([id]))[0], 'the accepted referral');
  }

  async markReassigned(actor: Actor, id: string, caseworkerId: string): Promise<void> {
    await this.service.markReassigned(actor, id, caseworkerId);
  }

  async lockDetails(id: string): Promise<void> {
    await this.service.lockDetails(id);
  }

  async markHandedOver(actor: Actor, id: string, to: { readonly organisationId: string; readonly caseworkerId: string }): Promise<void> {
    await this.service.markHandedOver(actor, id, to);
  }

  goOn(actor: Actor, id: string, to: GoingOn): Promise<WentOn> {
    return this.transfers.goOn(actor, id, to);
  }

  async alternatives(actor: Actor, id: string): Promise<readonly AlternativeService[]> {
    return this.answers.suitableFor(await this.service.referral(actor, id));
  }

  story(actor: Actor, id: string): Promise<readonly StoryEntry[]> {
    return this.stories.of(actor, id);
  }

  async markEnded(actor: Actor, id: string): Promise<void> {
    await this.service.markEnded(actor, id);
  }
}
