import type { Day, DomainEvent } from '#libs/kernel';
import type { ReferredNeed } from '../referrals/referrals.public.js';

export const caseStatuses = ['awaiting-assessment', 'assessed', 'planned', 'delivering', 'closing', 'ended'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** How a case ended (DOMAIN: delivery): every planned session recorded; plan approved and a session attended; or neither. */
export type EndKind = 'completed' | 'ended-early' | 'cancelled';

export type OutcomeLevel = 'achieved' | 'partly-achieved' | 'not-achieved';

/** A case as payments and spend need it. */
export interface CaseSummary {
  readonly id: string;
  readonly referralId: string;
  readonly reference: string;
  readonly contractId: string;
  readonly regionCode: string;
  readonly status: CaseStatus;
  readonly endKind: EndKind | null;
  readonly acceptedAt: Date;
  readonly startedOn: Day | null;
  readonly endedOn: Day | null;
}

/** Cases for downstream modules. */
export abstract class CaseDirectory {
  abstract cases(ids: readonly string[]): Promise<CaseSummary[]>;
}

/** What every delivery event carries. `occurredOn` is the day the thing happened, which decides its price and its month. */
export interface CaseFacts extends Readonly<Record<string, unknown>> {
  readonly caseId: string;
  readonly referralId: string;
  readonly reference: string;
  readonly contractId: string;
  readonly deliveringOrganisationId: string;
  readonly primeOrganisationId: string;
  readonly practitionerId: string;
  readonly caseworkerId: string;
  readonly regionCode: string;
  readonly needs: readonly ReferredNeed[];
  readonly occurredOn: Day;
}
type CaseEvent<Type extends string, More = object> = DomainEvent & { readonly type: Type; readonly data: CaseFacts & More };

/** Feedback on an appointment. `tellsPractitioner`: the provider asked that the practitioner be told, or wrote down a concern. */
interface Recorded {
  readonly appointmentId: string;
  readonly tellsPractitioner?: boolean;
}

export type CaseAccepted = CaseEvent<'delivery.case-accepted'>;
/** A case was given to another caseworker, whom `caseworkerId` names. */
export type CaseReassigned = CaseEvent<'delivery.case-reassigned', { readonly fromCaseworkerId: string }>;
/** A case was given to another organisation on its contract, which `deliveringOrganisationId` and `caseworkerId` name. */
export type CaseAllocated = CaseEvent<'delivery.case-allocated', { readonly fromOrganisationId: string; readonly fromCaseworkerId: string }>;
/** A case has another practitioner, whom `practitionerId` names, as its referral has. */
export type CaseHandedOver = CaseEvent<'delivery.case-handed-over', { readonly fromPractitionerId: string }>;
export type AppointmentBooked = CaseEvent<'delivery.appointment-booked', { readonly appointmentId: string }>;
/** An appointment was moved to another time. */
export type AppointmentRescheduled = CaseEvent<'delivery.appointment-rescheduled', { readonly appointmentId: string }>;
export type AssessmentAttended = CaseEvent<'delivery.assessment-attended', Recorded>;
export type AppointmentMissed = CaseEvent<'delivery.appointment-missed', Recorded>;
export type PlanSubmitted = CaseEvent<'delivery.plan-submitted', { readonly planId: string }>;
export type PlanApproved = CaseEvent<'delivery.plan-approved', { readonly planId: string; readonly sessions: number }>;
/** A later plan replaced the approved one: agreed, and not paid for again. */
export type PlanRevised = CaseEvent<'delivery.plan-revised', { readonly planId: string; readonly sessions: number }>;
/** `isFirst`: the session with which the case counts as started. */
export type SessionAttended = CaseEvent<'delivery.session-attended', Recorded & { readonly number: number; readonly isFirst: boolean }>;
export type CaseEnded = CaseEvent<'delivery.case-ended', { readonly kind: EndKind }>;
export type ReportSubmitted = CaseEvent<
  'delivery.report-submitted',
  { readonly reportId: string; readonly outcomes: readonly { readonly categoryCode: string; readonly outcomeCode: string; readonly level: OutcomeLevel }[] }
>;

/** Why someone may not go on with their cases. */
export type StoppedBecause = 'suspended' | 'withdrawn' | 'left';

/** Open cases of someone who may no longer work wait for another caseworker; one for each contract they are on. */
export interface ReassignmentFacts extends Readonly<Record<string, unknown>> {
  readonly reassignmentId: string;
  readonly contractId: string;
  readonly contractReference: string;
  readonly deliveringOrganisationId: string;
  readonly primeOrganisationId: string;
  readonly regionCode: string;
  readonly cause: StoppedBecause;
  readonly cases: number;
}
export type ReassignmentNeeded = DomainEvent & { readonly type: 'delivery.reassignment-needed'; readonly data: ReassignmentFacts };
/** None of those cases is left without an authorised caseworker. */
export type ReassignmentFinished = DomainEvent & { readonly type: 'delivery.reassignment-finished'; readonly data: ReassignmentFacts };
