import { Injectable } from '@nestjs/common';
import { Scheduled } from '#libs/messaging';
import { RegistrationClaimsService } from '../application/registration-claims.service.js';

/** Registrations nobody confirmed are forgotten. */
@Injectable()
export class RegistrationSchedule {
  constructor(private readonly registrations: RegistrationClaimsService) {}

  @Scheduled('forget-registrations', { cron: '40 3 * * *' })
  forget(): Promise<number> {
    return this.registrations.forgetOld();
  }
}
