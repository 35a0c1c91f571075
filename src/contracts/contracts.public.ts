import type { Day, DomainEvent, Pence } from '#libs/kernel';
import type { Cohort } from '../lots/lots.public.js';

export { languages } from './domain/languages.js';
export { isStale, STALE_AFTER_DAYS } from './domain/staleness.js';

// ---- Contracts --------------------------------------------------------------------------------------------------

export type ContractStatus = 'listed' | 'mobilising' | 'live' | 'closed-to-referrals' | 'ended' | 'terminated';

/** A contract as other modules need it. `listed` contracts come from a register: shown and searchable, never referable. */
export interface ContractSummary {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly lotId: string | null;
  readonly primeOrganisationId: string;
  readonly primeName: string;
  readonly serviceTypeCode: string;
  readonly areaCodes: readonly string[];
  readonly regionCodes: readonly string[];
  readonly cohort: Cohort;
  readonly status: ContractStatus;
  readonly referralsFrom: Day | null;
  readonly referralsTo: Day | null;
  readonly endsOn: Day | null;
}

/** How people can take part in a service, in words. */
export const attendanceTypes = { phone: 'By phone', video: 'By video', 'in-person': 'In person', 'probation-office': 'At a probation office' } as const;
export type AttendanceType = keyof typeof attendanceTypes;

/** What a provider says about room. Null places: it sets no limit; null starts or wait (days): it has not said. Full and not closing, it still takes referrals and people wait. */
export interface Room {
  readonly places: number | null;
  readonly weeklyStarts: number | null;
  readonly expectedWaitDays: number | null;
  readonly closesWhenFull: boolean;
}

/** Room in one area of a contract, and the day the provider said it. */
export interface AreaCapacity extends Room {
  readonly areaCode: string;
  readonly statedOn: Day;
}

/** A place a service works from; latitude and longitude in degrees where the provider gave them. */
export interface ServiceOffice {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** What sending a referral must know, read under the contract's lock. `places` is the most it takes in the area: null without a limit, and where people wait when it is full. */
export interface ContractForReferral {
  readonly id: string;
  readonly primeOrganisationId: string;
  readonly serviceTypeCode: string;
  readonly areaCodes: readonly string[];
  readonly cohort: Cohort;
  readonly referralsFrom: Day | null;
  readonly referralsTo: Day | null;
  readonly places: number | null;
}

/** One service a practitioner may refer to, as the provider last described it. */
export interface ServiceListing extends ContractSummary {
  readonly description: string;
  readonly attendance: readonly AttendanceType[];
  readonly languages: readonly string[];
  readonly offices: readonly ServiceOffice[];
  /** Room in each area of the contract that was stated. */
  readonly capacities: readonly AreaCapacity[];
  /** The row that holds for the area searched; null where no area was, or nothing was said. */
  readonly capacity: AreaCapacity | null;
}

/** The person a service is looked for: what no search can relax. */
export interface WhoFor {
  readonly categoryCode: string;
  readonly gender: 'male' | 'female' | 'other';
  readonly age: number;
  readonly location: 'community' | 'custody';
}

/** What a practitioner looks for. */
export interface ServiceSearch {
  readonly areaCode: string;
  readonly categoryCode: string;
  readonly gender: 'male' | 'female' | 'other';
  readonly age: number;
  readonly location: 'community' | 'custody';
}

/** A subcontractor on a contract. */
export interface SupplyChainMember {
  readonly organisationId: string;
  readonly name: string;
}

/** Contracts for downstream modules. */
export abstract class ContractDirectory {
  abstract contract(id: string): Promise<ContractSummary>;
  abstract contracts(ids: readonly string[]): Promise<ContractSummary[]>;
  /** Contracts an organisation is prime or subcontractor on. */
  abstract contractsOf(organisationId: string): Promise<ContractSummary[]>;
  /** Locks the contract, joining the transaction, so that two senders cannot take the last place of an area. Throws NotFound. */
  abstract lockForSend(id: string, areaCode: string): Promise<ContractForReferral>;
  /** Referable services that cover the area, take the category and the person, on a day; soonest expected start first. */
  abstract listings(search: ServiceSearch, on: Day): Promise<ServiceListing[]>;
  /** Live services anywhere that take the category and the person and may be referred to on one of the days, by title; without the row of an area. */
  abstract candidates(who: WhoFor, days: { readonly from: Day; readonly to: Day }): Promise<ServiceListing[]>;
  /** Live services of one type, whoever they take, by title. */
  abstract liveServices(serviceTypeCode: string): Promise<ServiceListing[]>;
  /** Several listings by id, as `listing` answers one; unknown ids are left out. */
  abstract listingsOf(ids: readonly string[]): Promise<ServiceListing[]>;
  /** One listing, whether or not it is referable today; null when unknown or listing-only. */
  abstract listing(id: string): Promise<ServiceListing | null>;
  abstract subcontractors(contractId: string): Promise<SupplyChainMember[]>;
  /** Every rule of every approved version of a contract's rate card: what pricing chooses from by day. */
  abstract approvedRules(contractId: string): Promise<readonly PricingRule[]>;
}

export type ContractMade = DomainEvent & {
  readonly type: 'contracts.contract-made';
  readonly data: { readonly contractId: string; readonly reference: string; readonly lotId: string; readonly primeOrganisationId: string; readonly regionCodes: readonly string[] };
};

/** A contract moved to another state of its life. */
export const CONTRACT_STATUS_CHANGED = 'contracts.status-changed';

/** Data of `contracts.status-changed`. */
export interface ContractStatusChangedData extends Record<string, unknown> {
  readonly contractId: string;
  readonly reference: string;
  readonly status: ContractStatus;
  readonly primeOrganisationId: string;
  readonly regionCodes: readonly string[];
}

/** The provider said how much room it has. */
export const CAPACITY_STATED = 'contracts.capacity-stated';
/** What the provider said about its room is too old to rely on, or it has said nothing yet. */
export const CAPACITY_STALE = 'contracts.capacity-stale';

/** Data of `contracts.capacity-stated`; `stillStale` counts areas it left out and whose room is old or unknown. */
export interface CapacityStatedData extends Record<string, unknown> {
  readonly contractId: string;
  readonly reference: string;
  readonly primeOrganisationId: string;
  readonly regionCodes: readonly string[];
  readonly stillStale: number;
}

/** Data of `contracts.capacity-stale`; `statedOn` is the oldest statement, null for none. */
export interface CapacityStaleData extends Record<string, unknown> {
  readonly contractId: string;
  readonly reference: string;
  readonly primeOrganisationId: string;
  readonly regionCodes: readonly string[];
  readonly statedOn: Day | null;
}

// ---- Rate cards -------------------------------------------------------------------------------------------------

/** What a unit price can be paid for (DOMAIN §8); `started` is the first attended session. */
export const MILESTONES = [
  'accepted',
  'assessment-attended',
  'plan-approved',
  'started',
  'session-attended',
  'ended-completed',
  'report-submitted',
] as const;

/** One step of delivery that a unit price pays for. */
export type Milestone = (typeof MILESTONES)[number];

/** What every rule has: `lineage` stays the same across versions; VAT in basis points (2000 is 20 per cent); money in pence without VAT. */
interface Priced {
  readonly lineage: string;
  readonly categoryCode: string;
  readonly amountPence: Pence;
  readonly vatBasisPoints: number;
}

/** An amount each time a milestone is reached, for one category at one complexity level. */
export interface UnitRule extends Priced {
  readonly kind: 'unit';
  readonly milestone: Milestone;
  readonly levelCode: string;
}

/**
 * An amount for an outcome achieved, half for one partly achieved.
 * `outcomeCode: null` prices every outcome of the category without a rule of its own.
 */
export interface OutcomeRule extends Priced {
  readonly kind: 'outcome';
  readonly outcomeCode: string | null;
}

/** A rule of a rate card, told apart by `kind`. Later kinds join this union. */
export type RateRule = UnitRule | OutcomeRule;

/** Where a rate card is in its life; only one version of a contract's is approved at a time. */
export type RateCardStatus = 'draft' | 'approved' | 'superseded';

/** One version of what a contract pays, whole: from `effectiveFrom` on its rules replace those of every earlier version. People are actor ids. */
export interface RateCard {
  readonly id: string;
  readonly contractId: string;
  readonly version: number;
  readonly status: RateCardStatus;
  readonly effectiveFrom: Day;
  readonly rules: readonly RateRule[];
  readonly draftedBy: string;
  readonly draftedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
}

/** A rule with the version that carries it: what pricing reads, from every approved or superseded version of a contract's rate card. */
export type PricingRule = RateRule & { readonly contractId: string; readonly version: number; readonly effectiveFrom: Day };

/** A rate card was drafted and waits for approval. */
export const RATE_CARD_DRAFTED = 'contracts.rate-card-drafted';
/** A rate card was approved and pays from its effective day. */
export const RATE_CARD_APPROVED = 'contracts.rate-card-approved';

/** Data of both rate card events. */
export interface RateCardEventData extends Record<string, unknown> {
  readonly rateCardId: string;
  readonly contractId: string;
  readonly version: number;
  readonly effectiveFrom: Day;
}
