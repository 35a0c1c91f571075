import type { Catalogue } from '../../catalogue/catalogue.public.js';

/** Names for codes; a code nobody knows stands for itself. */
export interface Names {
  readonly area: (code: string) => string;
  readonly serviceType: (code: string) => string;
}

/** The catalogue's names, for presenters that must not wait. */
export async function namesFrom(catalogue: Catalogue): Promise<Names> {
  const areas = new Map((await catalogue.areas()).map((area) => [area.code, area.name]));
  const types = new Map((await catalogue.serviceTypes()).map((type) => [type.code, type.name]));
  return { area: (code) => areas.get(code) ?? code, serviceType: (code) => types.get(code) ?? code };
}
