import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { StaffCareService } from '../application/staff-care.service.js';

/** The staff register follows accounts: who is removed from an organisation has left it, at once. */
@Injectable()
export class StaffProjections {
  constructor(private readonly care: StaffCareService) {}

  @Projects('identity.user-removed')
  removed({ data }: EventEnvelope<{ readonly userId: string; readonly organisationId: string }>): Promise<void> {
    return this.care.accountRemoved(data.userId, data.organisationId);
  }
}
