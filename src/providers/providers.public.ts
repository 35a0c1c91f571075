import type { Actor, Day, DomainEvent } from '#libs/kernel';

export const providerSizes = ['micro', 'small', 'medium', 'large'] as const;
export type ProviderSize = (typeof providerSizes)[number];

/** A provider as other modules need it. `id` is also the id of its organisation in identity. */
export interface ProviderSummary {
  readonly id: string;
  readonly name: string;
  readonly size: ProviderSize | null;
  readonly isVcse: boolean | null;
  /** False for organisations known only from a contract register: shown, never invited. */
  readonly isRegistered: boolean;
}

export const vehicleKinds = ['dynamic-framework', 'dynamic-market', 'framework', 'open-framework', 'grant-scheme', 'one-off'] as const;

/** How a vehicle's standing test works: the share of turnover (5,000 basis points are half) a year's contract value may reach, and the upper limits of its bands in pence. */
export interface BandRule {
  readonly turnoverShareBasisPoints: number;
  readonly bandsPence: readonly number[];
}

/** A commercial vehicle: what providers qualify for and lots are let under, which inherit its regime. The regime is null for grants; the last day is included. */
export interface Vehicle {
  readonly code: string;
  readonly name: string;
  readonly kind: (typeof vehicleKinds)[number];
  readonly regime: 'PCR2015' | 'PA2023' | null;
  /** Let under the lighter rules for social services: waiting before an award is then a choice. */
  readonly isLightTouch: boolean;
  readonly opensOn: Day;
  readonly endsOn: Day;
  /** A closed vehicle takes no new applications; its members stay until its term ends. */
  readonly status: 'draft' | 'open' | 'closed';
  readonly categoryCodes: readonly string[];
  readonly conditions: string;
  readonly questionnaireCode: string;
  readonly bandRule: BandRule;
  /** Where applicants and members write; null until it is stated. */
  readonly contactEmail: string | null;
}

/** The law a vehicle and everything let under it follow, by its name. */
export function regimeName(regime: Vehicle['regime']): string {
  switch (regime) {
    case 'PCR2015':
      return 'Public Contracts Regulations 2015';
    case 'PA2023':
      return 'Procurement Act 2023';
    case null:
      return 'No procurement law: a grant';
  }
}

/** One category that a provider is admitted for. */
export interface Admission {
  readonly providerId: string;
  readonly vehicleCode: string;
  readonly categoryCode: string;
  readonly areaCode: string;
}

/** A member as eligibility for a lot needs it. The band is the largest annual contract value the standing test supports, in pence; null is unlimited. */
export interface Member {
  readonly providerId: string;
  readonly name: string;
  readonly status: 'active' | 'suspended' | 'removed';
  /** Why it is suspended or removed, in a few words; null while it is active. */
  readonly statusReason: string | null;
  readonly financialBandPence: number | null;
  readonly admissions: readonly Admission[];
}

/** An answer a member stands by that should be looked at: evidence that ran out, or words said longer ago than they are good for. */
export interface StandingConcern {
  readonly questionCode: string;
  readonly label: string;
  readonly concern: 'expired' | 'stale';
  readonly saidOn: Day;
  readonly monthsOld: number;
  /** The last day evidence held; null for what does not expire. */
  readonly expiresOn: Day | null;
}

/** Someone on a staff register who is authorised today and has an account. */
export interface AuthorisedPerson {
  readonly userId: string;
  readonly name: string;
}

/** Providers, their memberships and their staff, for downstream modules. */
export abstract class ProviderDirectory {
  /** A commercial vehicle that was opened, by its code, or null. */
  abstract vehicle(code: string): Promise<Vehicle | null>;
  /** Every commercial vehicle that was opened, by name. */
  abstract vehicles(): Promise<Vehicle[]>;
  abstract provider(id: string): Promise<ProviderSummary>;
  abstract providers(ids: readonly string[]): Promise<ProviderSummary[]>;
  /** Everyone ever admitted to a vehicle, with what for; by name. */
  abstract members(vehicleCode: string): Promise<Member[]>;
  /** The answers a member of a vehicle stands by that have expired or gone stale, the first asked first; none for who is not a member. */
  abstract standing(providerId: string, vehicleCode: string): Promise<StandingConcern[]>;
  /** Whether what a member imported with a share code is still the newest it has shared; null without one, or while nobody can say. Asks another service: never in a transaction. */
  abstract shareCodeIsLatest(providerId: string, vehicleCode: string): Promise<boolean | null>;
  /** Asks a member's managers to confirm what they said long ago. Throws NotFound, NotAllowed, RuleBroken `nothing-stale`. */
  abstract askToConfirm(actor: Actor, providerId: string, vehicleCode: string): Promise<void>;
  /** Finds an organisation known from a contract register by its name, or makes it; joins the transaction. Answers whether it is new. */
  abstract listOrganisation(actor: Actor, name: string): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** People with an account whom an organisation may put in front of people on probation today, by name. */
  abstract authorisedStaff(organisationId: string): Promise<AuthorisedPerson[]>;
  /** Whether someone is one of them. In a transaction the answer holds until it ends: whoever would suspend them waits. */
  abstract isAuthorised(userId: string, organisationId: string): Promise<boolean>;
}

export type ApplicationSubmitted = DomainEvent & { readonly type: 'providers.application-submitted'; readonly data: { readonly applicationId: string; readonly providerId: string; readonly areaCodes: readonly string[] } };
export type ApplicationTakenBack = DomainEvent & { readonly type: 'providers.application-taken-back'; readonly data: { readonly applicationId: string; readonly providerId: string } };
export type ApplicationDecided = DomainEvent & { readonly type: 'providers.application-decided'; readonly data: { readonly applicationId: string; readonly providerId: string; readonly admitted: number; readonly refused: number } };

/** A draft waits for a second officer to open it; `draftedBy` is the actor who may not. */
export type VehicleDrafted = DomainEvent & { readonly type: 'providers.vehicle-drafted'; readonly data: { readonly vehicleId: string; readonly vehicleCode: string; readonly draftedBy: string } };
export type VehicleOpened = DomainEvent & { readonly type: 'providers.vehicle-opened'; readonly data: { readonly vehicleId: string; readonly vehicleCode: string } };

/** What an event about one application says; `assessorId` has it, if anybody. */
interface AboutApplication {
  readonly applicationId: string;
  readonly providerId: string;
}

/** A question that went to the provider is with it no more: how many others are, and by when to decide. */
export interface QueryEndedData extends AboutApplication {
  readonly queryId: string;
  readonly assessorId: string | null;
  readonly openQueries: number;
  readonly dueOn: Day;
}

export type ApplicationTaken = DomainEvent & { readonly type: 'providers.application-taken'; readonly data: AboutApplication & { readonly assessorId: string | null; readonly dueOn: Day } };
export type AnswerQueried = DomainEvent & { readonly type: 'providers.answer-queried'; readonly data: AboutApplication & { readonly queryId: string } };
export type QueryAnswered = DomainEvent & { readonly type: 'providers.query-answered'; readonly data: QueryEndedData };
export type QueryCancelled = DomainEvent & { readonly type: 'providers.query-cancelled'; readonly data: QueryEndedData };
export type DecisionProposed = DomainEvent & { readonly type: 'providers.decision-proposed'; readonly data: AboutApplication & { readonly proposedBy: string; readonly dueOn: Day } };
export type DecisionReturned = DomainEvent & { readonly type: 'providers.decision-returned'; readonly data: AboutApplication & { readonly proposedBy: string; readonly dueOn: Day } };

/** What an event about one membership says. */
interface AboutMembership {
  readonly membershipId: string;
  readonly providerId: string;
  readonly vehicleCode: string;
}

/** Evidence a member stands by, and the last day it holds. */
export interface ExpiringEvidence {
  readonly standingAnswerId: string;
  readonly label: string;
  readonly expiresOn: Day;
  /** Days it still holds; negative once it ran out. */
  readonly daysLeft: number;
}

export type EvidenceExpiring = DomainEvent & { readonly type: 'providers.evidence-expiring'; readonly data: AboutMembership & { readonly expiring: readonly ExpiringEvidence[] } };
export type EvidenceRenewed = DomainEvent & { readonly type: 'providers.evidence-renewed'; readonly data: AboutMembership & { readonly standingAnswerIds: readonly string[] } };
export type MemberSuspended = DomainEvent & { readonly type: 'providers.member-suspended'; readonly data: AboutMembership & { readonly reason: string; readonly expired: readonly ExpiringEvidence[] } };
export type MemberReinstated = DomainEvent & { readonly type: 'providers.member-reinstated'; readonly data: AboutMembership & { readonly reason: string } };
export type MemberRemoved = DomainEvent & { readonly type: 'providers.member-removed'; readonly data: AboutMembership & { readonly reason: string; readonly standingAnswerIds: readonly string[] } };

/** A member was asked to confirm what it said long ago. */
export type AnswerConfirmationAsked = DomainEvent & { readonly type: 'providers.confirmation-asked'; readonly data: AboutMembership & { readonly questionCodes: readonly string[] } };
/** A member said that answers are still true; so many are still old. */
export type AnswersConfirmed = DomainEvent & { readonly type: 'providers.answers-confirmed'; readonly data: AboutMembership & { readonly stillStale: number } };

/** What an event about one document says. */
interface AboutDocument {
  readonly documentId: string;
  readonly providerId: string;
}

export type DocumentUploaded = DomainEvent & { readonly type: 'providers.document-uploaded'; readonly data: AboutDocument };
export type DocumentQuarantined = DomainEvent & { readonly type: 'providers.document-quarantined'; readonly data: AboutDocument };
export type DocumentRemoved = DomainEvent & { readonly type: 'providers.document-removed'; readonly data: AboutDocument };

/** What an event about someone on a staff register says: ids, never who it is. */
export interface StaffFacts extends Readonly<Record<string, unknown>> {
  readonly staffMemberId: string;
  readonly organisationId: string;
  /** Their account, if they have one. */
  readonly userId: string | null;
}

export type StaffAuthorised = DomainEvent & { readonly type: 'providers.staff-authorised'; readonly data: StaffFacts };
export type StaffSuspended = DomainEvent & { readonly type: 'providers.staff-suspended'; readonly data: StaffFacts & { readonly cause: 'decision' | 'vetting-lapsed' | 'exclusion' } };
export type StaffWithdrawn = DomainEvent & { readonly type: 'providers.staff-withdrawn'; readonly data: StaffFacts };
export type StaffLeft = DomainEvent & { readonly type: 'providers.staff-left'; readonly data: StaffFacts };
export type VettingExpiring = DomainEvent & { readonly type: 'providers.vetting-expiring'; readonly data: StaffFacts & { readonly expiresOn: Day } };
export type VettingRenewed = DomainEvent & { readonly type: 'providers.vetting-renewed'; readonly data: StaffFacts };

/** A request to authorise someone who may be on the exclusion list. */
interface AboutMatch extends Readonly<Record<string, unknown>> {
  readonly exclusionId: string;
  readonly matchId: string;
  readonly staffMemberId: string;
  readonly organisationId: string;
}
export type ExclusionMatched = DomainEvent & { readonly type: 'providers.exclusion-matched'; readonly data: AboutMatch };
export type ExclusionDecided = DomainEvent & { readonly type: 'providers.exclusion-decided'; readonly data: AboutMatch & { readonly decision: 'confirmed' | 'different-person' | 'lifted' } };
export type ListingClaimed = DomainEvent & { readonly type: 'providers.listing-claimed'; readonly data: { readonly registrationId: string; readonly providerId: string } };
export type ListingApproved = DomainEvent & { readonly type: 'providers.listing-approved'; readonly data: ListingClaimed['data'] };
export type ListingRefused = DomainEvent & { readonly type: 'providers.listing-refused'; readonly data: ListingClaimed['data'] };

/** What an event about one organisation's part in a consortium says; `providerId` is who acted. */
interface AboutConsortium {
  readonly memberId: string;
  readonly applicationId: string;
  readonly providerId: string;
}

export type ConsortiumInvited = DomainEvent & { readonly type: 'providers.consortium-invited'; readonly data: AboutConsortium & { readonly invitedId: string } };
export type ConsortiumLeft = DomainEvent & { readonly type: 'providers.consortium-left'; readonly data: ConsortiumInvited['data'] };
export type ConsortiumAgreed = DomainEvent & { readonly type: 'providers.consortium-agreed'; readonly data: AboutConsortium & { readonly leadProviderId: string } };
export type ConsortiumDeclined = DomainEvent & { readonly type: 'providers.consortium-declined'; readonly data: ConsortiumAgreed['data'] };
