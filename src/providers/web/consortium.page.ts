import type { Geography } from '../../catalogue/catalogue.public.js';
import type { OwnPart } from '../application/consortium.queries.js';
import { isLead, percent, sharesOf, WHOLE, type NamedMember } from '../domain/consortium.js';
import { areaChoices, type CatalogueNames, type NamedChoice } from './catalogue-names.js';

/** Colours of what members have said. */
export const memberTags = {
  lead: { text: 'Lead', colour: 'blue' },
  agreed: { text: 'Agreed', colour: 'green' },
  declined: { text: 'Declined', colour: 'red' },
  waiting: { text: 'Has not answered yet', colour: 'yellow' },
} as const;

/** The same, as a member reads them of its own part. */
export const ownPartTags = { ...memberTags, waiting: { text: 'Waits for your answer', colour: 'yellow' } } as const;

/** A member as pages show it. */
export interface MemberRow {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly share: string;
  readonly categories: readonly string[];
  readonly areas: readonly string[];
  readonly state: keyof typeof memberTags;
  readonly reason: string;
  readonly isLead: boolean;
}

/** The members of a consortium with names, lead first. */
export function memberRows(members: readonly NamedMember[], names: CatalogueNames): MemberRow[] {
  return members.map((member) => ({
    id: member.id,
    providerId: member.providerId,
    name: member.name,
    share: percent(member.shareBasisPoints),
    categories: member.categoryCodes.map(names.category),
    areas: member.areaCodes.map(names.area),
    state: stateOf(member),
    reason: member.declineReason ?? '',
    isLead: isLead(member),
  }));
}

/** A consortium as the page of its application shows it. */
export function consortiumModel(members: readonly NamedMember[], names: CatalogueNames): object {
  return { members: memberRows(members, names), tags: memberTags, shares: sharesInWords(members) };
}

/** All shares in words: "80%, 20% still to give". */
export function sharesInWords(members: readonly NamedMember[]): string {
  const total = sharesOf(members);
  if (total === WHOLE) return '100%, complete';
  return total < WHOLE ? `${percent(total)}, ${percent(WHOLE - total)} still to give` : `${percent(total)}, ${percent(total - WHOLE)} too much`;
}

/** What a member can deliver, out of what is applied for: an area asked for, or one inside it. */
export function termChoices(application: { readonly categoryCodes: readonly string[]; readonly areaCodes: readonly string[] }, names: CatalogueNames, geography: Geography): { readonly categories: readonly NamedChoice[]; readonly areas: readonly NamedChoice[] } {
  return {
    categories: application.categoryCodes.map((code) => ({ value: code, text: names.category(code) })),
    areas: areaChoices(geography).filter(({ value }) => geography.covers(application.areaCodes, value)),
  };
}

/** Parts in consortia that others lead, for the list of applications. */
export function ownPartRows(parts: readonly OwnPart[], names: CatalogueNames): object[] {
  return parts.map((part) => ({
    ...{ href: `/consortium/${part.id}`, reference: part.reference, leadName: part.leadName, vehicleName: part.vehicleName, status: part.status },
    ...{ share: percent(part.shareBasisPoints), categories: part.categoryCodes.map(names.category), areas: part.areaCodes.map(names.area), state: answerOf(part) },
  }));
}

function stateOf(member: NamedMember): MemberRow['state'] {
  return isLead(member) ? 'lead' : answerOf(member);
}

function answerOf(member: Pick<NamedMember, 'agreedAt' | 'declinedAt'>): Exclude<MemberRow['state'], 'lead'> {
  if (member.agreedAt) return 'agreed';
  return member.declinedAt ? 'declined' : 'waiting';
}
