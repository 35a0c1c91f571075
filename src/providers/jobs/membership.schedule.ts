import { Injectable } from '@nestjs/common';
import { Scheduled } from '#libs/messaging';
import { StandingAnswersService } from '../application/standing-answers.service.js';

/** What membership does when nobody does anything. */
@Injectable()
export class MembershipSchedule {
  constructor(private readonly answers: StandingAnswersService) {}

  /** Every morning before work. */
  @Scheduled('watch-evidence', { cron: '45 5 * * *' })
  watchEvidence(): Promise<number> {
    return this.answers.watchEvidence();
  }
}
