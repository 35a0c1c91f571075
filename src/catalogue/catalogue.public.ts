import type { Day } from '#libs/kernel';
import type { Area, Geography, Point, Region } from './domain/areas.js';
import type { CategoryVersion, ComplexityLevel, Outcome, ServiceCategory, ServiceType } from './domain/service-category.js';

export { Geography } from './domain/areas.js';
export type { Area, AreaKind, Point, Region } from './domain/areas.js';
export type { CategoryGroup, CategoryVersion, ComplexityLevel, LevelCode, Outcome, ServiceCategory, ServiceType } from './domain/service-category.js';

/** What can be bought and where: read only, because it changes by migration. Unknown codes answer null. */
export abstract class Catalogue {
  /** How areas contain one another, for rules that must ask without waiting. */
  abstract geography(): Promise<Geography>;
  /** The twelve regions, A–L. */
  abstract regions(): Promise<readonly Region[]>;
  /** Every area: regions first, then police areas, then local authorities and delivery units, each by name. */
  abstract areas(): Promise<readonly Area[]>;
  /** One area by its code. */
  abstract area(code: string): Promise<Area | null>;
  /** A point near the middle of each area, by its code; areas without one are left out. */
  abstract centres(): Promise<ReadonlyMap<string, Point>>;
  /** Every service type, in the order pages show them. */
  abstract serviceTypes(): Promise<readonly ServiceType[]>;
  /** One service type by its code (ACC, ETE, PWB …). */
  abstract serviceType(code: string): Promise<ServiceType | null>;
  /** The fourteen categories, in the order pages show them. */
  abstract categories(): Promise<readonly ServiceCategory[]>;
  /** One category by its code. */
  abstract category(code: string): Promise<ServiceCategory | null>;
  /** The version of a category in force on a day; null before its first. */
  abstract categoryVersionOn(code: string, on: Day): Promise<CategoryVersion | null>;
  /** A version by its own code, as a referral or a lot remembers it. */
  abstract categoryVersion(versionCode: string): Promise<CategoryVersion | null>;
  /** The outcomes of a version; none when there is no such version. */
  abstract outcomes(versionCode: string): Promise<readonly Outcome[]>;
  /** The complexity levels of a version, low to high; none when there is no such version. */
  abstract levels(versionCode: string): Promise<readonly ComplexityLevel[]>;
}
