import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import type { AuthorisedPerson } from '../providers.public.js';
import { StaffQueries } from './staff.queries.js';

/** Who may work with people on probation today, for the directory. */
@Injectable()
export class AuthorisedStaff {
  constructor(
    private readonly queries: StaffQueries,
    private readonly clock: Clock,
  ) {}

  authorised(organisationId: string): Promise<AuthorisedPerson[]> {
    return this.queries.authorised(organisationId, this.clock.today());
  }

  isAuthorised(userId: string, organisationId: string): Promise<boolean> {
    return this.queries.isAuthorised({ userId, organisationId, today: this.clock.today() });
  }
}
