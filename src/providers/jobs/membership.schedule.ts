import { Injectable } from '@nestjs/common';
import { Scheduled } from '#libs/messaging';
import { MembershipService } from '../application/membership.service.js';
import { StandingAnswersService } from '../application/standing-answers.service.js';

/** What membership does when nobody does anything. */
@Injectable()
export class MembershipSchedule {
  constructor(
    private readonly answers: StandingAnswersService,
    private readonly memberships: MembershipService,
  ) {}

  /** Every night: a rule varied during the day holds for its members the next morning. */
  @Scheduled('follow-band-rules', { cron: '30 4 * * *' })
  followBandRules(): Promise<number> {
    return this.memberships.followBandRules();
  }

  /** Every morning before work. */
  @Scheduled('watch-evidence', { cron: '45 5 * * *' })
  watchEvidence(): Promise<number> {
    return this.answers.watchEvidence();
  }
}
