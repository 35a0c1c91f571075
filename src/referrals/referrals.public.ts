import type { Actor, Day, DomainEvent } from '#libs/kernel';

/** One category a referral asks for: its outcomes and exactly one complexity level. */
export interface ReferredNeed {
  readonly categoryCode: string;
  readonly levelCode: string;
  readonly outcomeCodes: readonly string[];
}

/** A sent referral as delivery and payments need it. */
export interface ReferralSummary {
  readonly id: string;
  readonly reference: string;
  readonly contractId: string;
  readonly practitionerId: string;
  readonly teamId: string;
  /** The provider delivering: the prime, or the subcontractor it is allocated to. */
  readonly deliveringOrganisationId: string;
  readonly primeOrganisationId: string;
  readonly regionCode: string;
  readonly crn: string;
  readonly personName: string;
  readonly needs: readonly ReferredNeed[];
  readonly enforceableDays: number | null;
  readonly completeBy: Day;
  readonly sentAt: Date;
  readonly restricted: boolean;
  readonly status: 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'ended';
}

/** Why a referral was withdrawn, or its case ended early (withdrawal codes of the live service). */
export const endReasons = {
  INE: 'Ineligible',
  MIS: 'Mistaken or duplicate referral',
  NOT: 'Not engaged',
  NEE: 'Needs met elsewhere',
  MOV: 'Moved out of the service area',
  WOR: 'Work, caring responsibilities or sickness',
  USE: 'The person has died',
  ACQ: 'Acquitted on appeal',
  RET: 'Returned to custody',
  SER: 'Sentence revoked',
  SEE: 'Sentence expired',
  EAR: 'Intervention completed early',
  ANO: 'Another reason',
} as const;
export type EndReasonCode = keyof typeof endReasons;

/** Sent referrals for delivery and payments. */
export abstract class ReferralDirectory {
  /** A sent referral, whoever asks; for facts inside a use case. Throws NotFound. */
  abstract referral(id: string): Promise<ReferralSummary>;
  /** The same for many; unknown ids are left out. */
  abstract referrals(ids: readonly string[]): Promise<ReferralSummary[]>;
  /** Locks a referral and marks it accepted; throws RuleBroken `not-now` naming what happened first. The caller opens the case in the same transaction. */
  abstract markAccepted(actor: Actor, id: string, caseworkerId: string): Promise<ReferralSummary>;
  /** Locks a referral and says who works on its case now. */
  abstract markReassigned(actor: Actor, id: string, caseworkerId: string): Promise<void>;
  /** Locks a referral and marks it ended with its case. */
  abstract markEnded(actor: Actor, id: string): Promise<void>;
}

interface ReferralFacts extends Readonly<Record<string, unknown>> {
  readonly referralId: string;
  readonly reference: string;
  readonly contractId: string;
  readonly deliveringOrganisationId: string;
  readonly primeOrganisationId: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly regionCode: string;
}
export type ReferralSent = DomainEvent & { readonly type: 'referrals.sent'; readonly data: ReferralFacts };
export type ReferralAccepted = DomainEvent & { readonly type: 'referrals.accepted'; readonly data: ReferralFacts };
export type ReferralDeclined = DomainEvent & { readonly type: 'referrals.declined'; readonly data: ReferralFacts };
export type ReferralWithdrawn = DomainEvent & { readonly type: 'referrals.withdrawn'; readonly data: ReferralFacts };
export type ReferralAllocated = DomainEvent & { readonly type: 'referrals.allocated'; readonly data: ReferralFacts };
