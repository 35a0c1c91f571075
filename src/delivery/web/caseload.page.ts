import type { PageOf } from '#libs/api';
import { formatDay, type Day } from '#libs/kernel';
import { caseloadStages, COUNT_CAP, type CaseloadFilter, type CaseloadRow, type CaseloadStage } from '../application/caseload.queries.js';
import { sides, statusTags } from './delivery.words.js';

const tabNames: Record<CaseloadStage, string> = { waiting: 'Waiting', open: 'Open', ended: 'Ended' };

/** What the caseload page is made of. */
export interface ShownCaseload {
  readonly list: PageOf<CaseloadRow>;
  readonly counts: Readonly<Record<CaseloadStage, number>>;
  readonly filter: CaseloadFilter;
  readonly isFirst: boolean;
  readonly today: Day;
}

/** Everyone's working list: tabs with counts, filters kept in the address, the most pressing first. */
export function caseloadPage({ list, counts, filter, isFirst, today }: ShownCaseload): object {
  const here = (over: Readonly<Record<string, string>> = {}) => addressOf(filter, over);
  return {
    statusTags,
    filter,
    rows: list.items.map((row) => rowOf(row, today)),
    tabs: caseloadStages.map((stage) => ({ text: `${tabNames[stage]} (${counts[stage] > COUNT_CAP ? `${COUNT_CAP}+` : counts[stage]})`, href: here({ tab: stage }), active: stage === filter.stage })),
    tabName: tabNames[filter.stage],
    moves: [{ value: 'practitioner', text: sides.practitioner }, { value: 'provider', text: sides.provider }],
    attempt: { values: { move: filter.move, search: filter.search }, errors: [] },
    isFiltered: filter.move !== undefined || filter.search !== undefined,
    clear: addressOf({ stage: filter.stage }, {}),
    links: { first: isFirst ? null : here(), next: list.next ? here({ after: list.next }) : null },
  };
}

/** A row as lists and the home page show it. */
export function rowOf(row: CaseloadRow, today: Day): object {
  return {
    ...row,
    href: row.caseId ? `/cases/${row.caseId}` : `/referrals/${row.referralId}`,
    due: formatDay(row.dueOn),
    isOverdue: row.nextStep !== null && row.dueOn < today,
    move: row.whoseMove ? sides[row.whoseMove] : '',
  };
}

function addressOf({ stage, move, search }: CaseloadFilter, over: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ tab: stage, ...(move ? { move } : {}), ...(search ? { search } : {}), ...over });
  return `/caseload?${query.toString()}`;
}
