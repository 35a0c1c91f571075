import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import { IdentityDirectory, type Person } from '../../identity/identity.public.js';
import type { Reassignment } from '../domain/reassignment.js';
import { ReassignmentEntity } from '../persistence/reassignment.entity.js';
import { Assignable } from './assignable.js';
import { reassignable } from './caseload-statements.js';

/** An open case that someone may give to another caseworker. */
export interface AssignedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly personName: string;
  readonly crn: string;
  readonly nextStep: string | null;
  readonly dueOn: string;
  readonly caseworkerId: string;
  readonly deliveringOrganisationId: string;
  readonly restricted: boolean;
  readonly stage: 'open' | 'ended';
}

/** Someone a case can be given to, with how many open cases they have. */
export interface Candidate extends Person {
  readonly openCases: number;
  /** Where those of several organisations could take it. */
  readonly organisationName?: string;
}

/** Cases that wait for another caseworker, as officers of the region see them. */
export interface ReassignmentRow extends Pick<Reassignment, 'id' | 'contractId' | 'contractReference' | 'deliveringOrganisationId' | 'cause' | 'status' | 'openedAt' | 'finishedAt'> {
  readonly left: number;
}

/** One of those cases: its reference, or null when it is restricted. */
export interface WaitingCase {
  readonly reference: string | null;
  readonly status: string;
}

const assigned = sql`w.case_id, w.reference, w.person_name, w.crn, w.next_step, w.due_on, w.caseworker_id, w.delivering_organisation_id, w.restricted, w.stage`;
const ofReassignment = sql`w.caseworker_id = r.caseworker_id and w.contract_id = r.contract_id and w.delivering_organisation_id = r.delivering_organisation_id and w.to_reassign`;

/** Reads of cases to be given to another caseworker. */
@Injectable()
export class ReassignmentQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly identity: IdentityDirectory,
    private readonly assignable: Assignable,
  ) {}

  /** Cases that wait for another caseworker and that the actor may give to one, by due date. */
  waiting(actor: Actor, { after, limit }: { readonly after?: { readonly dueOn: string; readonly id: string } | undefined; readonly limit: number }): Promise<AssignedCase[]> {
    const conditions: Sql[] = [mine(actor), sql`w.to_reassign`];
    if (after) conditions.push(sql`(w.due_on, w.referral_id) > (${after.dueOn}::date, (select referral_id from delivery.caseload where case_id = ${after.id}::uuid))`);
    return this.database.rows<AssignedCase>(sql`select ${assigned} from delivery.caseload w where ${join(conditions, ' and ')} order by w.due_on, w.referral_id limit ${limit}`);
  }

  /** Those of some cases that are open and that the actor may give to another caseworker. */
  async chosen(actor: Actor, caseIds: readonly string[]): Promise<AssignedCase[]> {
    return (await this.assigned(actor, caseIds)).filter((row) => row.stage === 'open');
  }

  /** The same, with those that have ended meanwhile. */
  assigned(actor: Actor, caseIds: readonly string[]): Promise<AssignedCase[]> {
    return this.database.rows<AssignedCase>(sql`
      select ${assigned} from delivery.caseload w where ${mine(actor)} and w.case_id = any(${caseIds}::uuid[]) order by w.due_on, w.referral_id`);
  }

  /** Authorised caseworkers of the organisations that deliver some cases. */
  async candidates(actor: Actor, organisationIds: readonly string[]): Promise<Candidate[]> {
    const organisations = await this.identity.organisations([...new Set(organisationIds)]);
    const found = await Promise.all(
      organisations.map(async ({ id, name }) => {
        const { authorised } = await this.assignable.caseworkersOf(id);
        return (await this.counted(actor, authorised, id)).map((each) => ({ ...each, organisationName: name }));
      }),
    );
    return found.flat();
  }

  /** The same people, each with how many open cases they have at an organisation, of those the actor may give to others. */
  async counted(actor: Actor, people: readonly Person[], organisationId: string): Promise<Candidate[]> {
    const rows = await this.database.rows<{ id: string; cases: number }>(sql`
      select w.caseworker_id as id, count(*)::int as cases from delivery.caseload w
      where w.caseworker_id = any(${people.map(({ id }) => id)}::uuid[]) and w.delivering_organisation_id = ${organisationId} and w.stage = 'open' and ${mine(actor)} group by 1`);
    const counts = new Map(rows.map(({ id, cases }) => [id, cases]));
    return people.map((person) => ({ ...person, openCases: counts.get(person.id) ?? 0 }));
  }

  /** What waits in the actor's regions, open first, then newest first. */
  async list(actor: Actor, limit: number): Promise<ReassignmentRow[]> {
    return this.database.rows<ReassignmentRow>(sql`
      select r.id, r.contract_id, r.contract_reference, r.delivering_organisation_id, r.cause, r.status, r.opened_at, r.finished_at,
        (select count(*)::int from delivery.caseload w where ${ofReassignment}) as left
      from delivery.reassignment r where ${whereScope(this.reader.scope(actor, ReassignmentEntity), 'r')}
      order by r.status = 'open' desc, r.opened_at desc, r.id desc limit ${limit}`);
  }

  /** The references of the cases that still wait. */
  cases(id: string): Promise<WaitingCase[]> {
    return this.database.rows<WaitingCase>(sql`
      select case when w.restricted then null else w.reference end as reference, w.status
      from delivery.caseload w join delivery.reassignment r on r.id = ${id} where ${ofReassignment} order by w.due_on, w.referral_id`);
  }
}

function mine(actor: Actor): Sql {
  return whereScope(reassignable(actor), 'w');
}
