import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Scheduled } from '#libs/messaging';
import { StaffCareService } from '../application/staff-care.service.js';

/** Vetting expires whether or not anybody looks. */
@Injectable()
export class StaffSchedule {
  constructor(
    private readonly care: StaffCareService,
    private readonly clock: Clock,
  ) {}

  /** Every morning before work. */
  @Scheduled('watch-vetting', { cron: '10 5 * * *' })
  watchVetting(): Promise<number> {
    return this.care.watchVetting(this.clock.today());
  }
}
