import type { Geography } from '../../catalogue/catalogue.public.js';

/** The areas an area has to do with: itself, those around it and those inside it. One that does not exist is by itself. */
export function areasAround(geography: Geography, code: string): string[] {
  if (!geography.find(code)) return [code];
  return geography.areas.filter((area) => geography.covers([area.code], code) || geography.covers([code], area.code)).map((area) => area.code);
}
