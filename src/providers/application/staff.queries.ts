import { Injectable } from '@nestjs/common';
import type { Actor, Day } from '#libs/kernel';
import { Database, empty, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { StaffMember, StaffStatus } from '../domain/staff-member.js';
import { VETTING_WARNING_DAYS } from '../domain/vetting.js';
import { StaffMemberEntity } from '../persistence/staff.entity.js';
import type { AuthorisedPerson } from '../providers.public.js';

/** Someone in a list of staff: never their date of birth. */
export type StaffListRow = Pick<StaffMember, 'id' | 'organisationId' | 'name' | 'roleTitle' | 'vettingLevel' | 'vettingExpiresOn' | 'userId' | 'status' | 'check'>;

/** What to show of a register, and where to continue: the last row shown. */
export interface StaffListing {
  readonly status?: StaffStatus | undefined;
  readonly after?: { readonly name: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** How many people of an organisation are in each state. */
export interface StaffCount {
  readonly organisationId: string;
  readonly status: StaffStatus;
  readonly people: number;
}

const listed = sql`s.id, s.organisation_id, s.name, s.role_title, s.vetting_level, s.vetting_expires_on, s.user_id, s.status, s."check"`;

/** Reads of staff registers. */
@Injectable()
export class StaffQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Everyone on the registers the actor keeps, by name. */
  list(actor: Actor, { status, after, limit }: StaffListing): Promise<StaffListRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, StaffMemberEntity), 's')];
    if (status) conditions.push(sql`s.status = ${status}`);
    if (after) conditions.push(sql`(s.name, s.id) > (${after.name}, ${after.id}::uuid)`);
    return this.database.rows<StaffListRow>(sql`select ${listed} from providers.staff_member s where ${join(conditions, ' and ')} order by s.name, s.id limit ${limit}`);
  }

  /** How many people each organisation has in each state: what a commissioner may know of them. */
  counts(actor: Actor): Promise<StaffCount[]> {
    return this.database.rows<StaffCount>(sql`
      select s.organisation_id, s.status, count(*)::int as people from providers.staff_member s
      where ${whereScope(this.reader.scope(actor, StaffMemberEntity, 'staff.count'), 's')} group by 1, 2 order by 1, 2`);
  }

  /** Everyone still on an organisation's register. */
  register(organisationId: string): Promise<StaffMember[]> {
    return this.database.rows<StaffMember>(sql`
      select s.* from providers.staff_member s where s.organisation_id = ${organisationId} and s.status in ('added', 'authorised', 'suspended') order by s.name, s.id`);
  }

  /** Accounts of people an organisation's register has only as gone: left, or withdrawn for good. */
  async gone(organisationId: string): Promise<string[]> {
    const rows = await this.database.rows<{ userId: string }>(sql`
      select user_id from providers.staff_member where organisation_id = ${organisationId} and user_id is not null group by user_id having bool_and(status in ('left', 'withdrawn')) order by user_id`);
    return rows.map(({ userId }) => userId);
  }

  /** Makes whoever changes who is on a register wait for whoever is changing it, until the transaction ends. */
  async lockRegister(organisationId: string): Promise<void> {
    await this.database.rows(sql`select pg_advisory_xact_lock(hashtextextended('providers.staff ' || ${organisationId}::text, 0))`);
  }

  /** Makes decisions about one person, wherever they work, wait for one another; an unknown id waits for nobody. Taken before any row is locked. */
  async lockPersonOf(staffMemberId: string): Promise<void> {
    await this.database.rows(sql`
      select pg_advisory_xact_lock(hashtextextended('providers.person ' || match_name || ' ' || date_of_birth, 0)) from providers.staff_member where id = ${staffMemberId}`);
  }

  /** Other organisations' people, authorised or asked for, with the same name and date of birth. */
  sameElsewhere({ organisationId, matchName, dateOfBirth }: StaffMember): Promise<StaffMember[]> {
    return this.database.rows<StaffMember>(sql`
      select * from providers.staff_member where match_name = ${matchName} and date_of_birth = ${dateOfBirth} and organisation_id <> ${organisationId} and status in ('authorised', 'suspended') order by id`);
  }

  /** People who may work today: authorised, in vetting, with an account. */
  authorised(organisationId: string, today: Day): Promise<AuthorisedPerson[]> {
    return this.database.rows<AuthorisedPerson>(sql`
      select user_id, name from providers.staff_member
      where organisation_id = ${organisationId} and status = 'authorised' and vetting_expires_on >= ${today} and user_id is not null order by name, id`);
  }

  /** Whether someone may work today; the row stays as it is until the transaction ends. */
  async isAuthorised({ userId, organisationId, today }: { readonly userId: string; readonly organisationId: string; readonly today: Day }): Promise<boolean> {
    const lock = this.database.inTransaction ? sql`for share` : empty;
    const found = await this.database.first(sql`
      select id from providers.staff_member
      where organisation_id = ${organisationId} and user_id = ${userId} and status = 'authorised' and vetting_expires_on >= ${today} ${lock}`);
    return found !== null;
  }

  /** Who is still on an organisation's register under an account. */
  async withAccount(userId: string, organisationId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      select id from providers.staff_member where user_id = ${userId} and organisation_id = ${organisationId} and status in ('added', 'authorised', 'suspended') order by id`);
    return rows.map(({ id }) => id);
  }

  /** Authorised people whose vetting expires within the warning, or has. */
  async expiring(today: Day): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      select id from providers.staff_member where status = 'authorised' and vetting_expires_on <= ${today}::date + ${VETTING_WARNING_DAYS}::int
        and (warned_of_expiry_on is distinct from vetting_expires_on or vetting_expires_on < ${today}::date) order by id`);
    return rows.map(({ id }) => id);
  }
}
