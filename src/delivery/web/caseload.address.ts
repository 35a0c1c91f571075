import { isId, type Actor } from '#libs/kernel';
import { caseloadSorts, caseloadStages, type CaseloadFilter } from '../application/caseload-statements.js';
import { listsFor } from '../domain/caseload-lists.js';

/** What the address of a caseload page asks for. */
export type Asked = Readonly<Record<string, unknown>>;

/** How rows are ticked to do something with several: not at all, one by one, or all of the page to begin with. */
export type Ticking = 'no' | 'some' | 'all';

/** The filter in an address; what it does not know it ignores. */
export function filterOf({ list, tab, sort, move, practitioner, caseworker }: Asked, actor: Actor): CaseloadFilter {
  const { lists, first } = listsFor(actor);
  return {
    list: lists.find((each) => each === list) ?? first,
    stage: caseloadStages.find((each) => each === tab) ?? 'open',
    sort: caseloadSorts.find((each) => each === sort) ?? 'due',
    ...(move === 'practitioner' || move === 'provider' ? { move } : {}),
    ...(isSomeone(practitioner) ? { practitionerId: practitioner } : {}),
    ...(isSomeone(caseworker) ? { caseworkerId: caseworker } : {}),
  };
}

/** How an address asks for rows to be ticked. */
export function tickingOf({ select }: Asked): Ticking {
  if (isNoneTicked({ select })) return 'some';
  return select === 'some' || select === 'all' ? select : 'no';
}

/** Whether somebody went on from a list without ticking a row. */
export function isNoneTicked({ select }: Asked): boolean {
  return select === 'none';
}

/** The address of a filter, of one of its pages, or of its file. */
export function addressOf({ list, stage, sort, move, practitionerId, caseworkerId }: CaseloadFilter, over: Readonly<Record<string, string>> = {}, path = '/caseload'): string {
  const wanted = { list, tab: stage, sort, move, practitioner: practitionerId, caseworker: caseworkerId };
  const said = Object.entries(wanted).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${path}?${new URLSearchParams({ ...Object.fromEntries(said), ...over }).toString()}`;
}

function isSomeone(value: unknown): value is string {
  return typeof value === 'string' && isId(value);
}
