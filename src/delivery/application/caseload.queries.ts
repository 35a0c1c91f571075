import { Injectable } from '@nestjs/common';
import { type Actor, type Day } from '#libs/kernel';
import { Database, join, scopeOf, sql, whereScope, type Sql } from '#libs/persistence';
import { caseloadPolicy } from '../domain/delivery.policy.js';
import type { Side } from '../domain/next-step.js';

export const caseloadStages = ['waiting', 'open', 'ended'] as const;
export type CaseloadStage = (typeof caseloadStages)[number];

/** One referral or case on a working list. */
export interface CaseloadRow {
  readonly referralId: string;
  readonly caseId: string | null;
  readonly reference: string;
  readonly personName: string;
  readonly crn: string;
  readonly stage: CaseloadStage;
  readonly status: string;
  readonly nextStep: string | null;
  readonly dueOn: Day;
  readonly whoseMove: Side | null;
}

/** What to show of the caseload. `search` is a reference, a CRN or part of a name. */
export interface CaseloadFilter {
  readonly stage: CaseloadStage;
  readonly move?: Side | undefined;
  readonly search?: string | undefined;
}

/** Where the list continues: the last row shown. */
export interface CaseloadPosition {
  readonly dueOn: string;
  readonly referralId: string;
}

/** The most a tab counts; above it pages say "100+". */
export const COUNT_CAP = 100;

/** Reads of the caseload: work by due date, ended newest first. */
@Injectable()
export class CaseloadQueries {
  constructor(private readonly database: Database) {}

  /** Rows of one tab after a position, `limit` of them. */
  list(actor: Actor, filter: CaseloadFilter, { after, limit }: { readonly after?: CaseloadPosition | undefined; readonly limit: number }): Promise<CaseloadRow[]> {
    const conditions = [whereScope(scopeOf(caseloadPolicy, 'caseload.read', actor), 'w'), ...conditionsOf(filter)];
    const newestFirst = filter.stage === 'ended';
    if (after) conditions.push(newestFirst ? sql`(w.due_on, w.referral_id) < (${after.dueOn}::date, ${after.referralId}::uuid)` : sql`(w.due_on, w.referral_id) > (${after.dueOn}::date, ${after.referralId}::uuid)`);
    return this.database.rows<CaseloadRow>(sql`
      select w.referral_id, w.case_id, w.reference, w.person_name, w.crn, w.stage, w.status, w.next_step, w.due_on, w.whose_move
      from delivery.caseload w where ${join(conditions, ' and ')}
      order by ${newestFirst ? sql`w.due_on desc, w.referral_id desc` : sql`w.due_on, w.referral_id`} limit ${limit}`);
  }

  /** How many rows each tab has, counted no further than one over the cap. */
  async counts(actor: Actor): Promise<Record<CaseloadStage, number>> {
    const scope = whereScope(scopeOf(caseloadPolicy, 'caseload.read', actor), 'w');
    const count = (stage: CaseloadStage) => sql`(select count(*) from (select 1 from delivery.caseload w where ${scope} and w.stage = ${stage} limit ${COUNT_CAP + 1}) as rows_of_tab)`;
    const row = await this.database.first<Record<CaseloadStage, number>>(sql`select ${count('waiting')} as waiting, ${count('open')} as open, ${count('ended')} as ended`);
    return row ?? { waiting: 0, open: 0, ended: 0 };
  }

  /** The most pressing rows, whoever's move it is, waiting and open together. */
  async pressing(actor: Actor, limit: number): Promise<CaseloadRow[]> {
    const waiting = await this.list(actor, { stage: 'waiting' }, { limit });
    const open = await this.list(actor, { stage: 'open' }, { limit });
    return [...waiting, ...open].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).slice(0, limit);
  }
}

function conditionsOf({ stage, move, search }: CaseloadFilter): Sql[] {
  const conditions = [sql`w.stage = ${stage}`];
  if (move) conditions.push(sql`w.whose_move = ${move}`);
  if (search) conditions.push(sql`(w.reference = ${search.toUpperCase()} or w.crn = ${search.toUpperCase()} or strpos(lower(w.person_name), lower(${search})) > 0)`);
  return conditions;
}
