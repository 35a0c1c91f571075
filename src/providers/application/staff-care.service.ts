import { Injectable, Logger } from '@nestjs/common';
import { Clock, systemActor, type Day } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { lapseVetting, warnOfExpiry } from '../domain/staff-care.js';
import { leaveStaff } from '../domain/staff-member.js';
import { StaffMemberEntity } from '../persistence/staff.entity.js';
import { StaffQueries } from './staff.queries.js';

/** What the service itself does with staff registers. */
@Injectable()
export class StaffCareService {
  private readonly log = new Logger(StaffCareService.name);

  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: StaffQueries,
    private readonly clock: Clock,
  ) {}

  /** Warns of vetting about to expire and suspends whose has; answers how many people it looked at. Running it again changes nothing. */
  async watchVetting(today: Day): Promise<number> {
    const ids = await this.queries.expiring(today);
    const suspended = await this.work.changeEach({ actor: systemActor, action: 'staff.suspend', entity: StaffMemberEntity, ids }, (member) => lapseVetting(member, today));
    const warned = await this.work.changeEach({ actor: systemActor, action: 'staff.warn', entity: StaffMemberEntity, ids }, (member) => warnOfExpiry(member, today));
    for (const result of [...suspended, ...warned]) if (!result.ok) this.log.error(`The vetting of ${result.id} was not looked at: ${result.error.message}`);
    return ids.length;
  }

  /** Someone lost their account in an organisation: there they have left. Joins the transaction. */
  async accountRemoved(userId: string, organisationId: string): Promise<void> {
    for (const id of await this.queries.withAccount(userId, organisationId)) {
      await this.work.change({ actor: systemActor, action: 'staff.leave', entity: StaffMemberEntity, id }, (member) => leaveStaff(member, { today: this.clock.today() }));
    }
  }
}
