import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Scheduled } from '#libs/messaging';
import { PlansService } from '../application/plans.service.js';

/** What delivery does when nobody does anything. */
@Injectable()
export class DeliverySchedule {
  constructor(
    private readonly plans: PlansService,
    private readonly clock: Clock,
  ) {}

  /** Every morning before work. */
  @Scheduled('approve-silent-plans', { cron: '15 5 * * *' })
  approveSilentPlans(): Promise<number> {
    return this.plans.approveSilentPlans(this.clock.today());
  }
}
