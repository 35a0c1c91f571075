import { Injectable } from '@nestjs/common';
import { Scheduled } from '#libs/messaging';
import { DraftCare } from '../application/draft-care.js';

/** Drafts nobody sends are not kept for ever. */
@Injectable()
export class DraftsSchedule {
  constructor(private readonly care: DraftCare) {}

  /** Every morning before work. */
  @Scheduled('tend-drafts', { cron: '15 5 * * *' })
  tend(): Promise<number> {
    return this.care.tend();
  }
}
