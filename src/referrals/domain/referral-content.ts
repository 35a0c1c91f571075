import type { Day } from '#libs/kernel';
import type { ReferredNeed } from '../referrals.public.js';
import type { ServiceChoice } from './best-eligible.js';

/** A community order with a rehabilitation activity requirement (RAR), another order, or a licence after custody. */
export const sentenceKinds = ['order-with-rar', 'order', 'licence'] as const;
export type SentenceKind = (typeof sentenceKinds)[number];

/** Who the person on probation is. Null: not said. */
export interface PersonDetails {
  readonly crn: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: Day;
  readonly gender: 'male' | 'female' | 'other';
  readonly ethnicity: string | null;
  readonly preferredLanguage: string | null;
  readonly religion: string | null;
  readonly disabilities: string | null;
}

/** What the sentence asks. Enforceable days, 1 to 40, only for an order with a RAR. */
export interface SentenceDetails {
  readonly sentenceKind: SentenceKind;
  readonly sentenceEndsOn: Day;
  readonly enforceableDays: number | null;
}

/** Where the person is. The prison, and the release or why it is not known, only in custody. */
export interface PlaceDetails {
  readonly areaCode: string;
  readonly location: 'community' | 'custody';
  readonly prisonName: string | null;
  readonly expectedReleaseOn: Day | null;
  readonly releaseUnknownReason: string | null;
}

/** Whom the provider speaks to about someone in custody, before a community practitioner is allocated. */
export interface ContactDetails {
  readonly mainContactName: string | null;
  readonly mainContactRole: string | null;
  readonly mainContactEmail: string | null;
  readonly mainContactPhone: string | null;
}

/** What helps the person take part; empty where there is nothing to say. */
export interface SupportDetails {
  readonly accessNeeds: string;
  readonly interpreterLanguage: string;
  readonly responsibilities: string;
  readonly unavailableWhen: string;
  readonly anythingElse: string;
}

/** What a provider must know to work safely. On a sent referral what the provider may read; `redactions` then holds what was written. */
export interface RiskDetails {
  readonly riskSummary: string;
  readonly additionalRisk: string;
}

/** What is asked of the service, by when; a reason for the date only when it lies after the end of the sentence. */
export interface PurposeDetails {
  readonly completeBy: Day;
  readonly completeByReason: string | null;
  readonly reason: string;
}

/** Everything about a referral that somebody says, without its needs (DOMAIN: referral). */
export interface ReferralDetails extends PersonDetails, SentenceDetails, PlaceDetails, ContactDetails, SupportDetails, RiskDetails, PurposeDetails {}

/** Everything a practitioner says when referring. Passages of the risk texts between [[ and ]] are withheld from the provider. */
export interface ReferralContent extends ReferralDetails {
  readonly needs: readonly ReferredNeed[];
}

/** Where a prefilled answer came from: `typed` over what case data said. */
export interface FieldSource {
  readonly source: 'case-data' | 'typed';
  /** What case data said, as it stands there. */
  readonly said: string;
}

/** Fields that case data knew, by name; every other field was typed. */
export type Sources = Readonly<Record<string, FieldSource>>;

/** What is known about a referral besides its content: where answers came from, and whether access is limited. */
export interface ReferralMarks {
  readonly sources: Sources;
  readonly restricted: boolean;
  /** Who may see it, and why not everyone, where the practitioner limits access; case data may do so too. */
  readonly limiting?: { readonly readerIds: readonly string[]; readonly reason: string } | undefined;
  /** Why this service, where the commissioner's rule chose it. */
  readonly choice?: ServiceChoice | undefined;
}

/** Nothing came from case data, and access is not limited. */
export const unmarked: ReferralMarks = { sources: {}, restricted: false };
