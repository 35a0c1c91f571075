import type { Day } from '#libs/kernel';
import type { OutcomeLevel } from '../delivery.public.js';
import type { Case } from './case.js';

export const appointmentMethods = ['phone', 'video', 'probation-office', 'other-address'] as const;
export type AppointmentMethod = (typeof appointmentMethods)[number];

export const attendances = ['yes', 'late', 'no'] as const;
export type Attendance = (typeof attendances)[number];

/** Why someone did not attend: with or without a good reason, or because of something neither side chose. */
export const absenceReasons = ['person-acceptable', 'person-unacceptable', 'logistics'] as const;
export type AbsenceReason = (typeof absenceReasons)[number];

/** When, how and where: minutes, and an address only for `other-address`. */
export interface AppointmentDetails {
  readonly startsAt: Date;
  readonly durationMinutes: number;
  readonly method: AppointmentMethod;
  readonly address: string | null;
  readonly isGroup: boolean;
}

/** The initial assessment (number null) or a numbered session. `cancelled`: the case ended before it took place. */
export interface Appointment extends AppointmentDetails {
  readonly id: string;
  readonly caseId: string;
  readonly kind: 'assessment' | 'session';
  readonly number: number | null;
  readonly status: 'booked' | 'held' | 'missed' | 'cancelled';
  readonly bookedAt: Date;
  readonly rescheduledBy: 'person' | 'provider' | 'practitioner' | null;
  readonly rescheduleReason: string | null;
  readonly attended: Attendance | null;
  readonly absenceReason: AbsenceReason | null;
  readonly summary: string | null;
  readonly concerns: string | null;
  readonly notifyPractitioner: boolean;
  readonly recordedAt: Date | null;
}

/** One thing to do, for one desired outcome. */
export interface Activity {
  readonly id: string;
  readonly caseId: string;
  readonly planId: string;
  readonly position: number;
  readonly categoryCode: string;
  readonly outcomeCode: string;
  readonly description: string;
}

/** A version of the plan. `isSilent`: it counts as approved because nobody answered in time. */
export interface Plan {
  readonly id: string;
  readonly caseId: string;
  readonly version: number;
  readonly sessions: number;
  readonly status: 'submitted' | 'approved' | 'superseded';
  readonly submittedOn: Day;
  readonly approvedOn: Day | null;
  readonly isSilent: boolean;
}

/** What was reached for one desired outcome. */
export interface OutcomeScore {
  readonly id: string;
  readonly caseId: string;
  readonly reportId: string;
  readonly categoryCode: string;
  readonly outcomeCode: string;
  readonly level: OutcomeLevel;
  readonly comment: string;
}

/** The end of service report. */
export interface Report {
  readonly id: string;
  readonly caseId: string;
  readonly submittedOn: Day;
  readonly summary: string;
}

/** A case with everything below it: plans oldest first, appointments by time. What rules and pages read. */
export interface CaseFile {
  readonly case: Case;
  readonly appointments: readonly Appointment[];
  readonly plans: readonly Plan[];
  readonly activities: readonly Activity[];
  readonly report: Report | null;
  readonly scores: readonly OutcomeScore[];
}

/** The plan being worked to, or null. */
export function approvedPlan(plans: readonly Plan[]): Plan | null {
  return plans.find((plan) => plan.status === 'approved') ?? null;
}

/** The plan the practitioner has still to approve, or null. */
export function waitingPlan(plans: readonly Plan[]): Plan | null {
  return plans.find((plan) => plan.status === 'submitted') ?? null;
}

/** The session numbers that have an attendance record, whoever came. */
export function recordedSessions(appointments: readonly Appointment[]): Set<number> {
  return new Set(appointments.flatMap((each) => (each.kind === 'session' && each.number !== null && each.attended !== null ? [each.number] : [])));
}

/** Session numbers that can be booked now: those nobody has booked yet, then those missed and not made up. */
export function bookableSessions({ plans, appointments }: Pick<CaseFile, 'plans' | 'appointments'>): number[] {
  const planned = approvedPlan(plans)?.sessions ?? 0;
  const sessions = appointments.filter((each) => each.kind === 'session');
  const numbers = Array.from({ length: planned }, (_, index) => index + 1);
  const never = numbers.filter((number) => !sessions.some((each) => each.number === number));
  const missed = numbers.filter((number) => {
    const same = sessions.filter((each) => each.number === number);
    return same.length > 0 && same.every((each) => each.status === 'missed');
  });
  return [...never.slice(0, 1), ...missed];
}
