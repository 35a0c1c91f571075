import type { Actor, Day, Pence } from '#libs/kernel';

/** Who a service takes: genders, ages (inclusive; null is no limit), and where the person is. */
export interface Cohort {
  readonly takesMen: boolean;
  readonly takesWomen: boolean;
  readonly minimumAge: number | null;
  readonly maximumAge: number | null;
  readonly takesCustody: boolean;
  readonly takesCommunity: boolean;
}

/** A lot as contracts need it. */
export interface LotSummary {
  readonly id: string;
  readonly vehicleCode: string;
  readonly title: string;
  readonly serviceTypeCode: string;
  readonly areaCodes: readonly string[];
  /** Regions of the areas: what commissioners' scopes look at. */
  readonly regionCodes: readonly string[];
  readonly cohort: Cohort;
  readonly annualValueFromPence: Pence;
  readonly annualValueToPence: Pence;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly status: 'open' | 'awarded' | 'withdrawn';
}

/** Why one member could not deliver a lot, in sentences; empty when it could. */
export interface Eligibility {
  readonly providerId: string;
  readonly name: string;
  readonly reasonsNot: readonly string[];
}

/** Lots for downstream modules. */
export abstract class LotDirectory {
  abstract lot(id: string): Promise<LotSummary>;
  /** Who could deliver the lot and, for every other member, why not. */
  abstract eligibility(id: string): Promise<Eligibility[]>;
  /** Marks a lot awarded, joining the transaction; throws RuleBroken `not-now` unless it is open. */
  abstract markAwarded(actor: Actor, id: string): Promise<LotSummary>;
}
