import { formatDay, dayOf, parseDay } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import type { OpenedExclusion, WithOrganisation } from '../application/exclusion-pages.js';
import type { MatchRow } from '../application/exclusions.queries.js';
import type { StaffCount } from '../application/staff.queries.js';
import { staffStatuses, type StaffStatus } from '../domain/staff-member.js';

/** How the state of an exclusion reads. */
export const exclusionTags = { listed: { text: 'Excluded', colour: 'red' }, lifted: { text: 'Lifted', colour: 'grey' } } as const;

/** How a decided request reads. */
export const matchTags = {
  waiting: { text: 'To decide', colour: 'blue' },
  confirmed: { text: 'Refused', colour: 'red' },
  'different-person': { text: 'Somebody else', colour: 'green' },
  lifted: { text: 'Exclusion lifted', colour: 'green' },
} as const;

/** What a commissioner may decide. */
export const matchChoices = [
  { value: 'confirmed', text: 'The exclusion stands', hint: 'It is the same person, and they cannot be authorised' },
  { value: 'different-person', text: 'It is somebody else', hint: 'The exclusion stays on the list for the person it is about' },
  { value: 'lifted', text: 'Lift the exclusion', hint: 'It is the same person, and they may be authorised again, here and elsewhere' },
];

/** An exclusion and the requests that matched it; on the page of one of them, that one alone. */
export function exclusionPage({ exclusion, matches }: OpenedExclusion, matchId?: string): object {
  const shown = matches.filter((each) => !matchId || each.id === matchId);
  return {
    ...{ exclusion, exclusionTags, matchTags, base: `/exclusions/${exclusion.id}` },
    facts: factsOf(exclusion),
    matches: shown.map((match) => ({ state: match.decision ?? 'waiting', organisation: match.organisationName, rows: matchRows(match), href: match.decision ? null : `/exclusions/${exclusion.id}/matches/${match.id}` })),
  };
}

/** One row a provider: how many people are in each state. */
export function staffCounts(counts: readonly WithOrganisation<StaffCount>[]): object[] {
  const ids = [...new Set(counts.map((each) => each.organisationId))];
  return ids.map((id) => {
    const own = counts.filter((each) => each.organisationId === id);
    const of = (status: StaffStatus) => own.find((each) => each.status === status)?.people ?? 0;
    return { name: own[0]?.organisationName ?? '', href: `/organisations/${id}`, numbers: staffStatuses.map(of) };
  });
}

function factsOf(exclusion: OpenedExclusion['exclusion']): AnswerRow[] {
  return [
    { label: 'Name', value: exclusion.name },
    { label: 'Date of birth', value: formatDay(exclusion.dateOfBirth) },
    { label: 'Withdrawn by', value: `${exclusion.organisationName}, ${exclusion.listedBy}` },
    { label: 'Withdrawn on', value: formatDay(dayOf(exclusion.listedAt)) },
    { label: 'Reason', value: exclusion.reason },
    ...(exclusion.liftedAt ? [{ label: 'Lifted on', value: `${formatDay(dayOf(exclusion.liftedAt))}, by ${exclusion.liftedBy ?? ''}` }, { label: 'Why lifted', value: exclusion.liftReason ?? '' }] : []),
  ];
}

function matchRows(match: MatchRow & { readonly organisationName: string }): AnswerRow[] {
  const born = parseDay(match.dateOfBirth);
  return [
    { label: 'Asked for by', value: match.organisationName },
    { label: 'Name given', value: match.name },
    { label: 'Date of birth given', value: born ? formatDay(born) : '' },
    { label: 'Role', value: match.roleTitle },
    { label: 'Asked on', value: formatDay(dayOf(match.matchedAt)) },
    ...(match.decidedAt ? [{ label: 'Decided', value: `${formatDay(dayOf(match.decidedAt))}, by ${match.decidedBy ?? ''}` }, { label: 'Reason', value: match.reason ?? '' }] : []),
  ];
}
