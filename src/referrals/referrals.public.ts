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

/** What somebody who plans the first meeting must know, in the words of the referral; empty where nothing was said. */
export interface MeetingFacts {
  readonly riskSummary: string;
  readonly accessNeeds: string;
  readonly interpreterLanguage: string;
  readonly responsibilities: string;
  readonly unavailableWhen: string;
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

/** Those after which somebody can still go on at another service: not a death, nor the end of the sentence or of what was asked for. */
export const transferReasons = { INE: endReasons.INE, MIS: endReasons.MIS, NOT: endReasons.NOT, NEE: endReasons.NEE, MOV: endReasons.MOV, WOR: endReasons.WOR, RET: endReasons.RET, ANO: endReasons.ANO } as const;
export type TransferReasonCode = keyof typeof transferReasons;

/** Where a referral goes on: a contract, at once or as a draft to check first. */
export interface GoingOn {
  readonly contractId: string;
  readonly as: 'sent' | 'draft';
}

/** What a referral went on as; the page to go to next. */
export interface WentOn {
  readonly referralId: string | null;
  readonly draftId: string | null;
  readonly href: string;
}

/** Another service, in the words of a choice. */
export interface AlternativeService {
  readonly id: string;
  readonly title: string;
  readonly provider: string;
  readonly expectedWaitDays: number | null;
}

/** One answer before and after, in plain words; null where there was or is nothing. */
export interface StoryDetail {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Something that happened: who did what when, and what it was before and after. `link`: where to read on. */
export interface StoryEntry {
  readonly action: string;
  readonly what: string;
  readonly who: string;
  readonly at: Date;
  readonly details: readonly StoryDetail[];
  readonly link: { readonly text: string; readonly href: string } | null;
}

/** Sent referrals for delivery and payments. */
export abstract class ReferralDirectory {
  /** A sent referral, whoever asks; for facts inside a use case. Throws NotFound. */
  abstract referral(id: string): Promise<ReferralSummary>;
  /** The same for many; unknown ids are left out. */
  abstract referrals(ids: readonly string[]): Promise<ReferralSummary[]>;
  /** What to know before meeting the person of a referral, as the provider may read it; for whoever may answer it. Throws NotFound. */
  abstract meetingFacts(id: string): Promise<MeetingFacts>;
  /** How many drafts someone is writing, counted no further than `most`; null for someone who refers nobody. */
  abstract draftCount(actor: Actor, most: number): Promise<number | null>;
  /** Locks a referral and marks it accepted; throws RuleBroken `not-now` naming what happened first. The caller opens the case in the same transaction. */
  abstract markAccepted(actor: Actor, id: string, caseworkerId: string): Promise<ReferralSummary>;
  /** Locks a referral and says who works on its case now. */
  abstract markReassigned(actor: Actor, id: string, caseworkerId: string): Promise<void>;
  /** Locks a referral; from now on its outcomes and complexity levels stay as they are, because a plan is approved. */
  abstract lockDetails(id: string): Promise<void>;
  /** Locks a referral and says which organisation delivers it now, and who works on it. */
  abstract markHandedOver(actor: Actor, id: string, to: { readonly organisationId: string; readonly caseworkerId: string }): Promise<void>;
  /** Sends what an accepted referral says to another contract, or makes a draft of it to check; the caller ends the case in the same transaction. */
  abstract goOn(actor: Actor, id: string, to: GoingOn): Promise<WentOn>;
  /** Services that would take the person of a referral the actor may read, now. */
  abstract alternatives(actor: Actor, id: string): Promise<readonly AlternativeService[]>;
  /** What happened to a referral until its end, in plain words, newest first, as the reader may know it. The caller has read the referral or its case. */
  abstract story(actor: Actor, id: string): Promise<readonly StoryEntry[]>;
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
/** A colleague in the team has the referral now, whom `practitionerId` names. */
export type ReferralHandedOver = DomainEvent & { readonly type: 'referrals.handed-over'; readonly data: ReferralFacts & { readonly fromPractitionerId: string } };
export type ReferralAccepted = DomainEvent & { readonly type: 'referrals.accepted'; readonly data: ReferralFacts };
export type ReferralDeclined = DomainEvent & { readonly type: 'referrals.declined'; readonly data: ReferralFacts };
export type ReferralWithdrawn = DomainEvent & { readonly type: 'referrals.withdrawn'; readonly data: ReferralFacts };
/** Answers were changed after sending: the names of the fields the provider may read; none where only withheld text changed. */
export type ReferralAmended = DomainEvent & { readonly type: 'referrals.amended'; readonly data: ReferralFacts & { readonly caseworkerId: string | null; readonly changed: readonly string[] } };
/** Another referral, at another service, goes on from this one. */
export type ReferralTransferred = DomainEvent & { readonly type: 'referrals.transferred'; readonly data: ReferralFacts & { readonly nextReferralId: string } };
export type ReferralAllocated = DomainEvent & { readonly type: 'referrals.allocated'; readonly data: ReferralFacts };

/** Who writes on a referral: those who refer, or those who deliver. */
export type ReferralSide = 'practitioner' | 'provider';
/** `side` wrote to the other; `people` names those it waits for, null where it is for the managers of who delivers. */
export type MessageWritten = DomainEvent & { readonly type: 'referrals.message-written'; readonly data: ReferralFacts & { readonly messageId: string; readonly side: ReferralSide; readonly people: readonly string[] | null } };
/** What the other side wrote has been read on `side` by someone it waited for. */
export type MessagesRead = DomainEvent & { readonly type: 'referrals.messages-read'; readonly data: ReferralFacts & { readonly side: ReferralSide } };
/** From now on only those named may see the referral. */
export type ReferralRestricted = DomainEvent & { readonly type: 'referrals.restricted'; readonly data: ReferralFacts };
/** Everyone who normally may see the referral does again. */
export type ReferralUnrestricted = DomainEvent & { readonly type: 'referrals.unrestricted'; readonly data: ReferralFacts };
/** Others were named, or some no longer are; `added` are their ids. */
export type ReferralReadersChanged = DomainEvent & { readonly type: 'referrals.readers-changed'; readonly data: ReferralFacts & { readonly added: readonly string[] } };

// ---- Drafts: ids and days alone ---------------------------------------------------------------------------------

export interface DraftFacts extends Readonly<Record<string, unknown>> {
  readonly draftId: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly contractId: string;
}
/** A draft nobody saved for 80 days will be deleted on a day. */
export type DraftExpiring = DomainEvent & { readonly type: 'referrals.draft-expiring'; readonly data: DraftFacts & { readonly expiresOn: Day } };
/** A draft nobody saved for 90 days was deleted. */
export type DraftExpired = DomainEvent & { readonly type: 'referrals.draft-expired'; readonly data: DraftFacts & { readonly startedOn: Day } };
/** A draft was saved after a warning, or by the colleague it was handed to. */
export type DraftKept = DomainEvent & { readonly type: 'referrals.draft-kept'; readonly data: DraftFacts };
/** A draft was sent, or deleted by its writer. */
export type DraftClosed = DomainEvent & { readonly type: 'referrals.draft-closed'; readonly data: DraftFacts };
/** A draft is a colleague's now, who is the practitioner named; `fromId` had it before. */
export type DraftHandedOver = DomainEvent & { readonly type: 'referrals.draft-handed-over'; readonly data: DraftFacts & { readonly fromId: string } };
/** The service of a draft no longer takes referrals. */
export type DraftStranded = DomainEvent & { readonly type: 'referrals.draft-stranded'; readonly data: DraftFacts };
/** The service of a draft takes referrals, again or another. */
export type DraftServiceOpen = DomainEvent & { readonly type: 'referrals.draft-service-open'; readonly data: DraftFacts };
