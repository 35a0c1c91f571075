import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { TaskInbox } from '../application/task-inbox.js';
import type { HeardEvent } from '../domain/heard-events.js';

/** The task inbox for staff registers, the exclusion list, and cases that wait for another caseworker. */
@Injectable()
export class StaffNoticesProjections {
  constructor(private readonly inbox: TaskInbox) {}

  @Projects('providers.exclusion-matched')
  @Projects('providers.exclusion-decided')
  @Projects('providers.vetting-expiring')
  @Projects('providers.vetting-renewed')
  @Projects('providers.staff-withdrawn')
  @Projects('providers.staff-left')
  @Projects('delivery.reassignment-needed')
  @Projects('delivery.reassignment-finished')
  @Projects('delivery.case-reassigned')
  keep(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }
}
