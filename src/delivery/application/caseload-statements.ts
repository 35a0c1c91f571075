import type { Actor, Day, Scope } from '#libs/kernel';
import { empty, join, scopeOf, slicesOf, sql, whereScope, type Sql } from '#libs/persistence';
import { scopeOfList, type CaseloadList } from '../domain/caseload-lists.js';
import { caseloadPolicy, casePolicy } from '../domain/delivery.policy.js';
import type { Side } from '../domain/next-step.js';

export const caseloadStages = ['waiting', 'open', 'ended'] as const;
export type CaseloadStage = (typeof caseloadStages)[number];

export const caseloadSorts = ['due', 'newest', 'name'] as const;
/** By what is due first (what ended last, once it has), by what was sent last, or by last name. */
export type CaseloadSort = (typeof caseloadSorts)[number];

/** One referral or case on a working list. */
export interface CaseloadRow {
  readonly referralId: string;
  readonly caseId: string | null;
  readonly reference: string;
  readonly personName: string;
  readonly crn: string;
  readonly service: string;
  readonly stage: CaseloadStage;
  readonly status: string;
  readonly nextStep: string | null;
  readonly dueOn: Day;
  readonly whoseMove: Side | null;
  readonly practitionerId: string;
  readonly practitionerName: string;
  readonly caseworkerId: string | null;
  readonly caseworkerName: string | null;
  readonly deliveringOrganisationId: string;
  readonly restricted: boolean;
  readonly sentAt: Date;
  readonly sortName: string;
}

/** What to show of the caseload; the practitioner and the caseworker by id. */
export interface CaseloadFilter {
  readonly list: CaseloadList;
  readonly stage: CaseloadStage;
  readonly sort: CaseloadSort;
  readonly move?: Side | undefined;
  readonly practitionerId?: string | undefined;
  readonly caseworkerId?: string | undefined;
  /** Organisations whose referrals and cases to leave out. */
  readonly notDeliveredBy?: readonly string[] | undefined;
}

/** Where a list continues: what the last row shown is sorted by, and its id. */
export interface CaseloadPosition {
  readonly at: string;
  readonly referralId: string;
}

/** Which part of a list. */
export interface CaseloadPart {
  readonly after?: CaseloadPosition | undefined;
  readonly limit: number;
}

/** The most a tab counts; above it pages say "100+". */
export const COUNT_CAP = 100;

/** What lists and search read of a row. */
export const rowColumns = sql`w.referral_id, w.case_id, w.reference, w.person_name, w.crn, w.service, w.stage, w.status, w.next_step, w.due_on, w.whose_move,
  w.team_id, w.prime_organisation_id, w.delivering_organisation_id, w.practitioner_id, w.practitioner_name, w.caseworker_id, w.caseworker_name, w.restricted, w.sent_at, w.sort_name`;

/** Rows of one tab in one statement: each slice of the scope is read in the order of its index, no further than the page needs; then they are merged. */
export function listStatement(actor: Actor, filter: CaseloadFilter, { after, limit }: CaseloadPart): Sql {
  const { column, order, beyond } = orderOf(filter);
  const conditions = [sql`w.stage = ${filter.stage}`, ...filtersOf(filter), ...(after ? [beyond(after)] : [])];
  const slices = slicesFor(actor, filter.list).map((slice) => sql`(select ${rowColumns} from delivery.caseload w where ${join([slice, ...conditions], ' and ')} order by ${order} limit ${limit})`);
  if (slices.length === 0) return sql`select ${rowColumns} from delivery.caseload w where false`;
  // Every list keeps to what may be read; saying so again out here is what makes sure of it, where it costs no index its order.
  const once = slices.length > 1 ? sql`distinct on (${column}, w.referral_id)` : empty;
  return sql`select ${once} ${rowColumns} from (${join(slices, ' union all ')}) w where ${readable(actor)} order by ${order} limit ${limit}`;
}

/** How many rows each tab of a list has in one statement, counted no further than one over the cap: a slice leaves out what those before it have, and an order keeps it to an index. */
export function countsStatement(actor: Actor, filter: CaseloadFilter): Sql {
  const slices = slicesFor(actor, filter.list);
  const counted = (stage: CaseloadStage): Sql => {
    if (slices.length === 0) return sql`0`;
    const { order } = orderOf({ sort: 'due', stage });
    const parts = slices.map((slice, index) => {
      const others = slices.slice(0, index).map((before) => sql`(${before}) is not true`);
      return sql`(select 1 from delivery.caseload w where ${join([slice, ...others, sql`w.stage = ${stage}`, ...filtersOf(filter)], ' and ')} order by ${order} limit ${COUNT_CAP + 1})`;
    });
    return sql`(select count(*)::int from (select 1 from (${join(parts, ' union all ')}) as of_slices limit ${COUNT_CAP + 1}) as rows_of_tab)`;
  };
  return sql`select ${join(caseloadStages.map((stage) => sql`${counted(stage)} as ${nameOf(stage)}`), ', ')}, ${toReassign(actor)} as to_reassign`;
}

/** Open cases whose caseworker may no longer work, for those who may give them to another; null for everyone else. */
function toReassign(actor: Actor): Sql {
  const scope = reassignable(actor);
  if (scope.anyOf.length === 0) return sql`null::int`;
  return sql`(select count(*)::int from (select 1 from delivery.caseload w where ${whereScope(scope, 'w')} and w.to_reassign limit ${COUNT_CAP + 1}) as to_give)`;
}

/** The cases someone may give to another caseworker. The caseload has the columns the policy of cases names, so one line decides the list and the case. */
export function reassignable(actor: Actor): Scope {
  return scopeOf(casePolicy, 'case.reassign', actor);
}

function nameOf(stage: CaseloadStage): Sql {
  const names = { waiting: sql`waiting`, open: sql`open`, ended: sql`ended` };
  return names[stage];
}

/** The conditions of a list one by one. Cases granted by name are few: they need no order. */
export function slicesFor(actor: Actor, list: CaseloadList): Sql[] {
  return slicesOf(scopeOfList(list, actor), { whole: ['referralId'] }).map((slice) => whereScope(slice, 'w'));
}

/** The rows someone may read. */
export function readable(actor: Actor): Sql {
  return whereScope(scopeOf(caseloadPolicy, 'caseload.read', actor), 'w');
}

function filtersOf({ move, practitionerId, caseworkerId, notDeliveredBy = [] }: CaseloadFilter): Sql[] {
  return [
    ...(move ? [sql`w.whose_move = ${move}`] : []),
    ...(practitionerId ? [sql`w.practitioner_id = ${practitionerId}`] : []),
    ...(caseworkerId ? [sql`w.caseworker_id = ${caseworkerId}`] : []),
    ...(notDeliveredBy.length > 0 ? [sql`w.delivering_organisation_id <> all (${notDeliveredBy}::uuid[])`] : []),
  ];
}

interface Order {
  readonly column: Sql;
  readonly order: Sql;
  readonly beyond: (position: CaseloadPosition) => Sql;
}

/** What a list is sorted by, the referral's id after it, and where it goes on; each in the order of an index, read forwards or backwards. */
function orderOf({ sort, stage }: Pick<CaseloadFilter, 'sort' | 'stage'>): Order {
  const { column, type, isNewestFirst } = {
    due: { column: sql`w.due_on`, type: sql`date`, isNewestFirst: stage === 'ended' },
    newest: { column: sql`w.sent_at`, type: sql`timestamptz`, isNewestFirst: true },
    name: { column: sql`w.sort_name`, type: sql`text`, isNewestFirst: false },
  }[sort];
  const direction = isNewestFirst ? sql` desc` : empty;
  const further = isNewestFirst ? sql`<` : sql`>`;
  return {
    column,
    order: sql`${column}${direction}, w.referral_id${direction}`,
    beyond: ({ at, referralId }) => sql`(${column}, w.referral_id) ${further} (${at}::${type}, ${referralId}::uuid)`,
  };
}

/** The position of a row in a list that is sorted so. */
export function positionOf(row: CaseloadRow, sort: CaseloadSort): CaseloadPosition {
  const at = { due: row.dueOn, newest: row.sentAt.toISOString(), name: row.sortName }[sort];
  return { at, referralId: row.referralId };
}
