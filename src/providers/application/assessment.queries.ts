import { Injectable } from '@nestjs/common';
import type { Actor, Day } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { AnswerQuery } from '../domain/answer-query.js';
import type { ApplicationStatus } from '../domain/application.js';
import type { DecisionReturn } from '../domain/assessment.js';
import type { GivenAnswer } from '../domain/given-answer.js';
import type { Judgement } from '../domain/judgement.js';
import { ApplicationEntity } from '../persistence/application.entity.js';

/** Which applications of the queue: all that wait, those of the reader, of nobody, with the provider, for a second person, or decided. */
export const queueFilters = ['all', 'mine', 'nobodys', 'queried', 'second-person', 'decided'] as const;
export type QueueFilter = (typeof queueFilters)[number];

/** An application in the queue. Days are null only on what was decided long ago. */
export interface QueueRow {
  readonly id: string;
  readonly reference: string;
  readonly providerName: string;
  readonly vehicleCode: string;
  readonly vehicleName: string;
  readonly status: ApplicationStatus;
  readonly categoryCodes: readonly string[];
  readonly isConsortium: boolean;
  readonly questionnaireCode: string;
  readonly questionnaireVersion: number;
  readonly submittedAt: Date;
  readonly dueOn: Day;
  readonly queriedOn: Day | null;
  readonly assessorId: string | null;
  readonly proposedBy: string | null;
  readonly decidedAt: Date | null;
}

/** Where the queue continues: the last row shown, by due day, or by the moment of decision. */
export interface QueuePosition {
  readonly at: string;
  readonly id: string;
}

/** The answers, judgements and questions of several applications. */
export interface AssessedRows {
  readonly answers: readonly (GivenAnswer & { readonly applicationId: string })[];
  readonly judgements: readonly Judgement[];
}

const queueColumns = sql`a.id, a.reference, p.name as provider_name, a.vehicle_code, v.name as vehicle_name, a.status, a.category_codes, a.is_consortium, a.questionnaire_code, a.questionnaire_version,
  a.submitted_at, a.due_on::text as due_on, a.queried_on::text as queried_on, a.assessor_id, a.proposed_by, a.decided_at`;
const waiting = sql`a.status in ('submitted', 'assessing', 'queried', 'proposed')`;
const nobodys = sql`a.assessor_id is null and a.status in ('submitted', 'assessing', 'queried')`;

/** Counts on tabs go no further. */
export const MOST_COUNTED = 100;

/** Reads of the assessment of applications. */
@Injectable()
export class AssessmentQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Every question put to the provider about an application, oldest first. */
  queries(applicationId: string): Promise<AnswerQuery[]> {
    return this.database.rows<AnswerQuery>(sql`select * from providers.application_query where application_id = ${applicationId} order by asked_at, id`);
  }

  /** Every judgement on an application, oldest first. */
  judgements(applicationId: string): Promise<Judgement[]> {
    return this.database.rows<Judgement>(sql`select * from providers.application_judgement where application_id = ${applicationId} order by judged_at, id`);
  }

  /** Every time a second person sent a proposal back, oldest first. */
  returns(applicationId: string): Promise<DecisionReturn[]> {
    return this.database.rows<DecisionReturn>(sql`select * from providers.application_return where application_id = ${applicationId} order by returned_at, id`);
  }

  /** The queue by due day, what was decided by when; `limit` rows after a position. */
  queue(actor: Actor, { filter, after, limit }: { readonly filter: QueueFilter; readonly after?: QueuePosition | undefined; readonly limit: number }): Promise<QueueRow[]> {
    const conditions: Sql[] = [this.matching(actor, filter)];
    const isDecided = filter === 'decided';
    if (after) conditions.push(isDecided ? sql`(a.decided_at, a.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`(a.due_on, a.id) > (${after.at}::date, ${after.id}::uuid)`);
    return this.database.rows<QueueRow>(sql`
      select ${queueColumns} from providers.application a join providers.provider p on p.id = a.provider_id join providers.vehicle v on v.code = a.vehicle_code
      where ${join(conditions, ' and ')} order by ${isDecided ? sql`a.decided_at desc, a.id desc` : sql`a.due_on, a.id`} limit ${limit}`);
  }

  /** How many each filter shows, up to one more than `MOST_COUNTED`. */
  async counts(actor: Actor): Promise<Readonly<Record<QueueFilter, number>>> {
    const columns = queueFilters.map((filter) => sql`(select count(*)::int from (select 1 from providers.application a where ${this.matching(actor, filter)} limit ${MOST_COUNTED + 1}) c)`);
    const found = await this.database.first<{ counts: number[] }>(sql`select array[${join(columns)}] as counts`);
    return Object.fromEntries(queueFilters.map((filter, index) => [filter, found?.counts[index] ?? 0])) as Record<QueueFilter, number>;
  }

  /** Ids of the applications nobody has, the earliest due first. */
  async ofNobody(actor: Actor, limit: number): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`select a.id from providers.application a where ${this.matching(actor, 'nobodys')} order by a.due_on, a.id limit ${limit}`);
    return rows.map((row) => row.id);
  }

  /** What the rules need to say what each of several applications waits for, in two statements. */
  async assessedRows(ids: readonly string[]): Promise<AssessedRows> {
    const answers = await this.database.rows<GivenAnswer & { applicationId: string }>(sql`
      select application_id, question_code, value, said_at, said_by, confirmed from providers.application_answer where application_id = any(${ids}::uuid[])`);
    const judgements = await this.database.rows<Judgement>(sql`select * from providers.application_judgement where application_id = any(${ids}::uuid[])`);
    return { answers, judgements };
  }

  private matching(actor: Actor, filter: QueueFilter): Sql {
    return sql`${whereScope(this.reader.scope(actor, ApplicationEntity, 'application.read-assessment'), 'a')} and ${inFilter(filter, actor)}`;
  }
}

function inFilter(filter: QueueFilter, actor: Actor): Sql {
  switch (filter) {
    case 'all':
      return waiting;
    case 'mine':
      return sql`${waiting} and a.assessor_id = ${actor.id}::uuid`;
    case 'nobodys':
      return nobodys;
    case 'queried':
      return sql`a.status = 'queried'`;
    case 'second-person':
      return sql`a.status = 'proposed'`;
    case 'decided':
      return sql`a.status = 'decided'`;
  }
}
