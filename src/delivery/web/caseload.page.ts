import type { PageOf } from '#libs/api';
import { formatDay, holds, type Actor, type Day } from '#libs/kernel';
import { urgencyOf, urgencyTags, type Attempt, type CsvColumns } from '#libs/web';
import type { CaseloadCounts } from '../application/caseload.queries.js';
import { caseloadSorts, caseloadStages, COUNT_CAP, type CaseloadFilter, type CaseloadRow, type CaseloadStage } from '../application/caseload-statements.js';
import { listsFor, type CaseloadList } from '../domain/caseload-lists.js';
import { addressOf, type Ticking } from './caseload.address.js';
import { options, sides, statusTags } from './delivery.words.js';
import { waitedSince } from './waited.words.js';

const tabNames: Record<CaseloadStage, string> = { waiting: 'Waiting', open: 'Open', ended: 'Ended' };
const sortNames = { due: 'What is due first', newest: 'Newest referral first', name: 'Last name' } as const;

/** What the caseload page is made of. */
export interface ShownCaseload {
  readonly actor: Actor;
  readonly list: PageOf<CaseloadRow>;
  readonly counts: CaseloadCounts;
  readonly filter: CaseloadFilter;
  readonly isFirst: boolean;
  readonly ticking: Ticking;
  /** Whether somebody went on without ticking a row. */
  readonly isNoneTicked: boolean;
  readonly elsewhere: ReadonlyMap<string, string>;
  readonly today: Day;
}

/** Everyone's working list: whose it is, tabs with counts, filters kept in the address, the most pressing first. */
export function caseloadPage({ actor, list, counts, filter, isFirst, ticking, isNoneTicked, elsewhere, today }: ShownCaseload): object {
  const kept: Readonly<Record<string, string>> = ticking === 'no' ? {} : { select: ticking };
  const here = (over: Readonly<Record<string, string>> = {}) => addressOf(filter, { ...kept, ...over });
  const bulk = bulkFor(actor, filter.stage);
  return {
    statusTags,
    urgencyTags,
    filter,
    rows: list.items.map((row) => ({ ...rowOf(row, today, elsewhere), tick: bulk?.tick(row), byPractitioner: addressOf({ ...filter, practitionerId: row.practitionerId }), byCaseworker: row.caseworkerId ? addressOf({ ...filter, caseworkerId: row.caseworkerId }) : null })),
    lists: listsFor(actor).lists.map((each) => ({ text: listName(each, actor), href: addressOf({ ...filter, list: each }), active: each === filter.list })),
    tabs: tabsOf(counts, filter),
    tabName: tabNames[filter.stage],
    listName: listName(filter.list, actor).toLowerCase(),
    toReassign: counts.toReassign ? { count: capped(counts.toReassign), isOne: counts.toReassign === 1 } : null,
    attempt: { values: { move: filter.move, sort: filter.sort }, errors: bulk && isNoneTicked && list.items.length > 0 ? [{ field: 'tick-1', message: bulk.none }] : [] } satisfies Attempt,
    moves: options(sides),
    sorts: caseloadSorts.map((value) => ({ value, text: value === 'due' && filter.stage === 'ended' ? 'What ended last' : sortNames[value] })),
    hidden: Object.entries({ list: filter.list, tab: filter.stage, practitioner: filter.practitionerId, caseworker: filter.caseworkerId, ...kept }).filter(([, value]) => value !== undefined),
    someone: someoneOf(filter, list.items),
    isFiltered: [filter.move, filter.practitionerId, filter.caseworkerId].some((each) => each !== undefined),
    clear: addressOf({ list: filter.list, stage: filter.stage, sort: filter.sort }),
    bulk: bulk && { ...bulk, isOn: ticking !== 'no', all: ticking === 'all', start: here({ select: 'some' }), startAll: here({ select: 'all' }), stop: addressOf(filter) },
    csv: addressOf(filter, {}, '/caseload.csv'),
    links: { first: isFirst ? null : here(), next: list.next ? here({ after: list.next }) : null },
  };
}

/** A row as lists, search and the home page show it; `elsewhere` names organisations that deliver for the reader's. */
export function rowOf(row: CaseloadRow, today: Day, elsewhere: ReadonlyMap<string, string> = new Map()): object {
  return {
    ...row,
    href: row.caseId ? `/cases/${row.caseId}` : `/referrals/${row.referralId}`,
    due: formatDay(row.dueOn),
    urgency: row.nextStep === null ? null : urgencyOf(row.dueOn, today),
    deliveredBy: elsewhere.get(row.deliveringOrganisationId) ?? null,
    move: row.whoseMove ? sides[row.whoseMove] : '',
    waited: row.stage === 'waiting' ? waitedSince(row.sentAt, today) : null,
    stageName: tabNames[row.stage],
  };
}

/** The file of a list: what the list shows, never what was said about risk. */
export function csvColumns(today: Day): CsvColumns<CaseloadRow> {
  return [
    ['Reference', (row) => row.reference],
    ['Person', (row) => row.personName],
    ['CRN', (row) => row.crn],
    ['Service', (row) => row.service],
    ['Status', (row) => (statusTags as Readonly<Record<string, { readonly text: string }>>)[row.status]?.text ?? row.status],
    ['Next', (row) => row.nextStep],
    ['Due or ended on', (row) => row.dueOn],
    ['Overdue', (row) => (row.nextStep !== null && row.dueOn < today ? 'Yes' : 'No')],
    ['Who acts next', (row) => (row.whoseMove ? sides[row.whoseMove] : '')],
    ['Practitioner', (row) => row.practitionerName],
    ['Caseworker', (row) => row.caseworkerName],
    ['Sent on', (row) => row.sentAt.toISOString().slice(0, 10)],
  ];
}

function listName(list: CaseloadList, actor: Actor): string {
  if (list === 'mine') return 'My cases';
  if (list === 'all') return 'All cases';
  return holds(actor, 'practitioner') ? 'My team’s' : 'My organisation’s';
}

function tabsOf(counts: CaseloadCounts, filter: CaseloadFilter): object[] {
  const drafts = counts.drafts === null ? [] : [{ text: `Drafts (${capped(counts.drafts)})`, href: '/drafts', active: false }];
  return [...drafts, ...caseloadStages.map((stage) => ({ text: `${tabNames[stage]} (${capped(counts[stage])})`, href: addressOf({ ...filter, stage }), active: stage === filter.stage }))];
}

function capped(count: number): string {
  return count > COUNT_CAP ? `${COUNT_CAP}+` : String(count);
}

/** Whom a filter names, as far as a row of it says. */
function someoneOf({ practitionerId, caseworkerId }: CaseloadFilter, rows: readonly CaseloadRow[]): string | null {
  if (!practitionerId && !caseworkerId) return null;
  const [row] = rows;
  return [practitionerId ? (row?.practitionerName ?? 'one practitioner') : null, caseworkerId ? (row?.caseworkerName ?? 'one caseworker') : null].filter(Boolean).join(' and ');
}

interface Bulk {
  readonly action: string;
  readonly name: string;
  readonly label: string;
  /** The link to the boxes, the name of their group, and what to say when none is ticked. */
  readonly several: string;
  readonly group: string;
  readonly none: string;
  readonly tick: (row: CaseloadRow) => string | null;
}

/** What can be done with several rows: a practitioner's referrals go to a colleague, a provider's open cases to another caseworker. */
function bulkFor(actor: Actor, stage: CaseloadStage): Bulk | null {
  if (stage === 'ended') return null;
  if (holds(actor, 'practitioner')) {
    const words = { label: 'Hand over to a colleague', several: 'Select several to hand over to a colleague', group: 'Referrals to hand over', none: 'Select at least one referral to hand over' };
    return { action: '/referrals/hand-over', name: 'referrals', ...words, tick: (row) => row.referralId };
  }
  if (holds(actor, 'provider-manager') && stage === 'open') {
    const words = { label: 'Give to another caseworker', several: 'Select several to give to another caseworker', group: 'Cases to give to another caseworker', none: 'Select at least one case to give to another caseworker' };
    return { action: '/cases/reassign', name: 'cases', ...words, tick: (row) => row.caseId };
  }
  return null;
}
