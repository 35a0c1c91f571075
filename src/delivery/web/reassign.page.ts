import { formatDay, type Day } from '#libs/kernel';
import type { Person } from '../../identity/identity.public.js';
import type { AssignedCase, Candidate } from '../application/reassignment.queries.js';

/** Cases to give to somebody, with who has them now. */
export function caseRows(cases: readonly AssignedCase[], { people, today }: { readonly people: readonly Person[]; readonly today: Day }): object[] {
  return cases.map((row) => ({
    ...{ id: row.caseId, href: `/cases/${row.caseId}`, reference: row.reference, personName: row.personName, crn: row.crn, restricted: row.restricted, nextStep: row.nextStep ?? 'Nothing' },
    ...{ due: formatDay(row.dueOn as Day), isOverdue: row.nextStep !== null && row.dueOn < today, caseworker: people.find((each) => each.id === row.caseworkerId)?.name ?? '' },
  }));
}

/** Who could take a case: named with their organisation where there are several. */
export function candidateItems(candidates: readonly Candidate[]): { readonly value: string; readonly text: string; readonly hint: string }[] {
  const isMixed = new Set(candidates.map((each) => each.organisationName)).size > 1;
  return candidates.map(({ id, name, organisationName, openCases }) => ({
    value: id,
    text: isMixed ? `${name}, ${organisationName}` : name,
    hint: openCases === 1 ? '1 open case' : `${openCases} open cases`,
  }));
}
