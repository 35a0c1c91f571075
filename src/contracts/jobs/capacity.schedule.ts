import { Injectable } from '@nestjs/common';
import { Scheduled } from '#libs/messaging';
import { CapacityService } from '../application/capacity.service.js';

/** What happens to capacity when nobody says anything. */
@Injectable()
export class CapacitySchedule {
  constructor(private readonly capacity: CapacityService) {}

  /** Every morning before work. */
  @Scheduled('ask-for-capacity', { cron: '20 5 * * *' })
  askForCapacity(): Promise<number> {
    return this.capacity.askForCapacity();
  }
}
