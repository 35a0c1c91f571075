import type { Catalogue, Geography } from '../../catalogue/catalogue.public.js';

/** Names of catalogue codes as pages print them; a code without one prints itself. */
export interface CatalogueNames {
  readonly category: (code: string) => string;
  readonly area: (code: string) => string;
}

/** A choice of a category or an area. */
export interface NamedChoice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

/** Reads the names once for a page. */
export async function catalogueNames(catalogue: Catalogue): Promise<CatalogueNames> {
  const geography = await catalogue.geography();
  const categories = new Map((await catalogue.categories()).map(({ code, name }) => [code, name]));
  return { category: (code) => categories.get(code) ?? code, area: (code) => areaName(geography, code) };
}

/** Every area, region by region, with the region as a hint. */
export function areaChoices(geography: Geography): NamedChoice[] {
  return geography.regions().flatMap((region) =>
    geography.within(region.code).map((area) => ({ value: area.code, text: areaName(geography, area.code), ...(area.kind === 'region' ? {} : { hint: region.name }) })),
  );
}

/** Every area below its region: one tick takes the whole of it. */
export function areaGroups(geography: Geography): { readonly code: string; readonly name: string; readonly items: readonly NamedChoice[] }[] {
  return geography.regions().map(({ code, name }) => ({ code, name, items: geography.within(code).map((area) => ({ value: area.code, text: areaName(geography, area.code) })) }));
}

function areaName(geography: Geography, code: string): string {
  const area = geography.find(code);
  if (!area) return code;
  return area.kind === 'region' ? `All of ${area.name}` : area.name;
}
