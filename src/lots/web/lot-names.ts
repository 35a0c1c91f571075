import type { Catalogue, Geography } from '../../catalogue/catalogue.public.js';
import { regimeName, type ProviderDirectory } from '../../providers/providers.public.js';

/** A choice on a page. */
export interface NamedChoice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

/** Names of the codes a lot is made of, and the choices its pages offer. */
export interface LotNames {
  readonly vehicle: (code: string) => string;
  /** The law a vehicle, and so the lot, follows. */
  readonly law: (vehicleCode: string) => string;
  readonly serviceType: (code: string) => string;
  readonly area: (code: string) => string;
  readonly regions: readonly NamedChoice[];
  readonly areas: readonly NamedChoice[];
  readonly serviceTypes: readonly NamedChoice[];
  readonly vehicles: readonly NamedChoice[];
}

/** Reads the names once for a page; `bought` narrows the areas offered to those of some regions. */
export async function lotNames(catalogue: Catalogue, providers: ProviderDirectory, bought: readonly string[] | 'all' = 'all'): Promise<LotNames> {
  const geography = await catalogue.geography();
  const serviceTypes = (await catalogue.serviceTypes()).map(({ code, name }) => ({ value: code, text: name }));
  const known = await providers.vehicles();
  const vehicles = known.map(({ code, name }) => ({ value: code, text: name }));
  const laws = new Map(known.map(({ code, regime }) => [code, regimeName(regime)]));
  const nameIn = (choices: readonly NamedChoice[]) => (code: string) => choices.find((choice) => choice.value === code)?.text ?? code;
  return {
    vehicle: nameIn(vehicles),
    law: (code) => laws.get(code) ?? '',
    serviceType: nameIn(serviceTypes),
    area: (code) => areaName(geography, code),
    regions: geography.regions().map(({ code, name }) => ({ value: code, text: name })),
    areas: areaChoices(geography, bought),
    serviceTypes,
    vehicles,
  };
}

function areaChoices(geography: Geography, bought: readonly string[] | 'all'): NamedChoice[] {
  return geography.regions().flatMap((region) => {
    const inside = geography.within(region.code).filter((area) => bought === 'all' || geography.covers(bought, area.code));
    return inside.map((area) => ({ value: area.code, text: areaName(geography, area.code), ...(area.kind === 'region' ? {} : { hint: region.name }) }));
  });
}

function areaName(geography: Geography, code: string): string {
  const area = geography.find(code);
  if (!area) return code;
  return area.kind === 'region' ? `All of ${area.name}` : area.name;
}
