import { Injectable } from '@nestjs/common';
import { Clock, isId, NotAllowed, type Actor, type Day } from '#libs/kernel';
import { Database, mayReach, sql } from '#libs/persistence';
import { IdentityDirectory, type Person } from '../../identity/identity.public.js';
import { personName, type DetailFacts, type StaffDetails, type StaffMember } from '../domain/staff-member.js';
import { staffPolicy } from '../domain/staff.policy.js';
import type { VettingLevel } from '../domain/vetting.js';
import { StaffQueries } from './staff.queries.js';
import { VettingLevels } from './vetting-levels.js';

/** A register as it stands, and who of it is spoken of. */
export interface RegisterNow {
  readonly organisationId: string;
  readonly register: readonly StaffMember[];
  readonly self?: string;
}

/** What rules about staff must know. */
@Injectable()
export class StaffFactsReader {
  constructor(
    private readonly database: Database,
    private readonly queries: StaffQueries,
    private readonly levels: VettingLevels,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  now(): { readonly levels: readonly VettingLevel[]; readonly today: Day } {
    return { levels: this.levels.all, today: this.clock.today() };
  }

  /** Caseworkers of an organisation: whose accounts staff may have. */
  accounts(organisationId: string): Promise<Person[]> {
    return this.identity.peopleWith(['caseworker'], { organisationId });
  }

  /** An organisation's register for someone who may add to it, which nobody else changes until the transaction ends. Throws NotAllowed before anything of it could show. */
  async lockedRegister(actor: Actor, organisationId: string): Promise<StaffMember[]> {
    if (!mayReach(staffPolicy, 'staff.add', actor, { organisationId })) throw new NotAllowed('staff.add');
    await this.queries.lockRegister(organisationId);
    return this.queries.register(organisationId);
  }

  /** Locks the register someone is on, before their row is. */
  async lockRegisterOf(id: string): Promise<void> {
    const found = isId(id) ? await this.database.first<{ organisationId: string }>(sql`select organisation_id from providers.staff_member where id = ${id}`) : null;
    if (found) await this.queries.lockRegister(found.organisationId);
  }

  async ofDetails(details: StaffDetails, about: RegisterNow): Promise<DetailFacts> {
    return this.factsAmong(details, about, await this.accounts(about.organisationId));
  }

  /** The same with the accounts already read. */
  factsAmong(details: StaffDetails, { register, self }: RegisterNow, accounts: readonly Person[]): DetailFacts {
    const others = register.filter((each) => each.id !== self);
    return {
      ...this.now(),
      isTaken: others.some((each) => each.matchName === personName(details.name) && each.dateOfBirth === details.dateOfBirth),
      isAccountTaken: details.userId !== null && others.some((each) => each.userId === details.userId),
      accountIds: accounts.map((each) => each.id),
    };
  }
}
