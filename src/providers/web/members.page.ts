import type { CsvColumns } from '#libs/web';
import type { Geography } from '../../catalogue/catalogue.public.js';
import type { MemberRow, RegisterFilter } from '../application/members.queries.js';
import { areasAround } from '../domain/areas-around.js';
import { sizeNames } from '../domain/provider.js';
import type { CatalogueNames } from './catalogue-names.js';

/** What a visitor asks of the register, as it stands in the address. */
export interface RegisterQuestion {
  readonly vehicle?: string | undefined;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  readonly name?: string | undefined;
}

/** What a member's status means to whoever looks for one. */
export const registerTags = { active: { text: 'Takes new work', colour: 'green' }, suspended: { text: 'Not taking new work', colour: 'orange' } } as const;

const yesNo = { true: 'Yes', false: 'No', null: 'Not known' } as const;

/** Reads the question from an address; empty boxes ask nothing. */
export function questionIn(query: Readonly<Record<string, unknown>>): RegisterQuestion {
  const text = (name: string) => (typeof query[name] === 'string' && query[name].trim() !== '' ? query[name].trim().slice(0, 200).replaceAll('\0', '') : undefined);
  return { vehicle: text('vehicle'), category: text('category'), area: text('area'), name: text('name') };
}

/** The question as the register reads it. */
export function filterOf({ vehicle, category, area, name }: RegisterQuestion, geography: Geography): RegisterFilter {
  return { vehicleCode: vehicle, categoryCode: category, areaCodes: area ? areasAround(geography, area) : undefined, name };
}

/** An address of the register with the question kept; a path of another format keeps it too. */
export function registerLink(question: RegisterQuestion, { path = '/members', after }: { readonly path?: string; readonly after?: string } = {}): string {
  const given = Object.entries({ ...question, after }).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** One member as the page lists it: categories with the same areas together. */
export function registerRow({ name, vehicleName, status, size, isVcse, admissions, togetherWith }: MemberRow, names: CatalogueNames): object {
  const together = new Map<string, string[]>();
  for (const { categoryCode, areaCodes } of admissions) together.set(areaCodes.join(), [...(together.get(areaCodes.join()) ?? []), names.category(categoryCode)]);
  return {
    name,
    vehicleName,
    status,
    size: size ? sizeNames[size] : 'Not known',
    isVcse: vcseInWords(isVcse),
    togetherWith,
    admitted: [...together].map(([areas, categories]) => ({ categories, areas: areas.split(',').map(names.area) })),
  };
}

/** Whether an organisation is a voluntary, community or social enterprise. */
export function vcseInWords(isVcse: boolean | null): string {
  return yesNo[String(isVcse) as keyof typeof yesNo];
}

/**
 * Columns of the CSV, one row a member. Their names and order stay; new ones come last.
 * Lists are of codes with blanks between; `admitted_for` is `category: area area; category: area`.
 */
export const registerColumns: CsvColumns<MemberRow> = [
  ['member_id', (row) => row.id],
  ['organisation_id', (row) => row.providerId],
  ['organisation', (row) => row.name],
  ['framework_code', (row) => row.vehicleCode],
  ['framework', (row) => row.vehicleName],
  ['takes_new_work', (row) => (row.status === 'active' ? 'yes' : 'no')],
  ['member_since', (row) => row.admittedAt.toISOString().slice(0, 10)],
  ['size', (row) => row.size],
  ['vcse', (row) => (row.isVcse === null ? null : row.isVcse ? 'yes' : 'no')],
  ['category_codes', (row) => row.admissions.map(({ categoryCode }) => categoryCode).join(' ')],
  ['area_codes', (row) => [...new Set(row.admissions.flatMap(({ areaCodes }) => areaCodes))].sort().join(' ')],
  ['admitted_for', (row) => row.admissions.map(({ categoryCode, areaCodes }) => `${categoryCode}: ${areaCodes.join(' ')}`).join('; ')],
  ['together_with', (row) => row.togetherWith.join('; ')],
];
