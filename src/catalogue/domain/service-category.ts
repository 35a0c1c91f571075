import type { Day } from '#libs/kernel';

/** Why the framework has the category: a need people have, a group of people, or another kind of service. */
export type CategoryGroup = 'need' | 'cohort' | 'other';

/** How much support a person needs; each category version says what that means. */
export type LevelCode = 'LOW' | 'MEDIUM' | 'HIGH';

/** One of the fourteen categories of the framework. */
export interface ServiceCategory {
  readonly code: string;
  readonly name: string;
  readonly group: CategoryGroup;
}

/** What a service is meant to change for the person. Codes stay the same from one version to the next. */
export interface Outcome {
  readonly code: string;
  readonly name: string;
}

/** What low, medium or high means in a category; `sessionCap` is the most sessions, where the specification caps them. */
export interface ComplexityLevel {
  readonly code: LevelCode;
  readonly name: string;
  readonly description: string;
  readonly sessionCap: number | null;
}

/** The specification of a category from a day on, until a later version takes effect. */
export interface CategoryVersion {
  readonly code: string;
  readonly categoryCode: string;
  readonly number: number;
  readonly effectiveFrom: Day;
  readonly outcomes: readonly Outcome[];
  readonly levels: readonly ComplexityLevel[];
}

/** What a contract buys: a bundle of categories under one name. */
export interface ServiceType {
  readonly code: string;
  readonly name: string;
  readonly womenOnly: boolean;
  readonly categoryCodes: readonly string[];
}

/** The version in force on a day: the latest that had taken effect; null before the first. */
export function versionOn(versions: readonly CategoryVersion[], categoryCode: string, on: Day): CategoryVersion | null {
  const begun = versions.filter((version) => version.categoryCode === categoryCode && version.effectiveFrom <= on);
  return begun.reduce<CategoryVersion | null>(
    (latest, version) => (latest && latest.effectiveFrom >= version.effectiveFrom ? latest : version),
    null,
  );
}
