import { addMonths, dayOf, ensure, move, type Day, type Decision, type DomainEvent } from '#libs/kernel';
import type { AppointmentBooked, AppointmentMissed, AppointmentRescheduled, AssessmentAttended, SessionAttended } from '../delivery.public.js';
import { caseLifecycle, factsOf, liveStatuses, type Case } from './case.js';
import { bookableSessions, type AbsenceReason, type Appointment, type AppointmentDetails, type Attendance, type CaseFile } from './case-file.js';

/** Time as rules need it. */
export interface Moment {
  readonly now: Date;
  readonly today: Day;
}

/** A booking; `number` chooses a session, the first that can be booked unless said. */
export interface Booking extends AppointmentDetails {
  readonly id: string;
  readonly number?: number | null;
}

/** A new time for an appointment, with who asked and why. */
export interface Rescheduling extends AppointmentDetails {
  readonly askedBy: 'person' | 'provider' | 'practitioner';
  readonly reason: string;
}

/** What became of an appointment. */
export interface Feedback {
  readonly attended: Attendance;
  readonly absenceReason: AbsenceReason | null;
  readonly summary: string | null;
  readonly concerns: string | null;
  readonly notifyPractitioner: boolean;
}

const LONGEST_MINUTES = 8 * 60;

/** Books the initial assessment while one is awaited, and the next session once a plan is approved. */
export function bookAppointment(file: CaseFile, { id, number: wanted = null, ...details }: Booking, moment: Moment): Decision<Case> {
  const { case: row } = file;
  ensureBookable(row, details, moment.today);
  const isAssessment = row.status === 'awaiting-assessment';
  const number = isAssessment ? null : sessionToBook(file, wanted);
  if (isAssessment) ensure(!file.appointments.some((each) => each.status === 'booked'), 'already-booked', 'The initial assessment is already booked. Reschedule it instead.');
  const appointment: Appointment = {
    ...{ id, caseId: row.id, kind: isAssessment ? 'assessment' : 'session', number, ...details, status: 'booked', bookedAt: moment.now },
    ...{ rescheduledBy: null, rescheduleReason: null, attended: null, absenceReason: null, summary: null, concerns: null, notifyPractitioner: false, recordedAt: null },
  };
  const event: AppointmentBooked = { type: 'delivery.appointment-booked', data: { ...factsOf(row, moment.today), appointmentId: id } };
  return { children: [{ child: 'appointments', insert: [appointment] }], events: [event] };
}

/** Books the first appointment offered while a referral is accepted: what has already taken place is booked on the case. */
export function offerAppointment(file: CaseFile, booking: Booking, moment: Moment): Decision<Case> {
  ensure(booking.startsAt >= moment.now, 'offer-in-past', 'Enter a date and time from now on', 'startsOn');
  return bookAppointment(file, booking, moment);
}

/** Moves an appointment that has no feedback yet; who asked and why is kept. */
export function rescheduleAppointment(file: CaseFile, appointment: Appointment, { askedBy, reason, ...details }: Rescheduling, { today }: Moment): Decision<Case> {
  ensureBookable(file.case, details, today);
  ensure(appointment.status === 'booked', 'not-now', 'Feedback has been given on this appointment, so it cannot be moved');
  ensure(reason.trim() !== '', 'reschedule-reason-missing', 'Enter why the appointment is being moved', 'reason');
  const event: AppointmentRescheduled = { type: 'delivery.appointment-rescheduled', data: { ...factsOf(file.case, today), appointmentId: appointment.id } };
  const set: Partial<Appointment> = { ...details, rescheduledBy: askedBy, rescheduleReason: reason };
  return { children: [{ child: 'appointments', update: [{ id: appointment.id, set }] }], events: [event] };
}

/** Records what happened, once, never before the appointment starts. The first attended assessment and session move the case on. */
export function recordFeedback({ case: row }: CaseFile, appointment: Appointment, feedback: Feedback, { now }: Moment): Decision<Case> {
  ensure(appointment.attended === null, 'feedback-given', 'Feedback has already been given on this appointment');
  ensure(liveStatuses.includes(row.status) && appointment.status === 'booked', 'not-now', 'This case is no longer live, so feedback cannot be given');
  ensure(appointment.startsAt <= now, 'appointment-in-future', 'You can give feedback once the appointment has started');
  const missed = feedback.attended === 'no';
  ensure(!missed || feedback.absenceReason, 'absence-reason-missing', 'Select why the person did not attend', 'absenceReason');
  ensure(missed || feedback.summary?.trim(), 'summary-missing', 'Enter what you did in the appointment', 'summary');
  const set: Partial<Appointment> = { ...feedback, absenceReason: missed ? feedback.absenceReason : null, status: missed ? 'missed' : 'held', recordedAt: now };
  // A concern is told at once, whether or not the box was ticked (DOMAIN: delivery).
  const tellsPractitioner = feedback.notifyPractitioner || Boolean(feedback.concerns?.trim());
  const { changes = {}, events } = missed ? missing(row, appointment, tellsPractitioner) : attending(row, appointment, tellsPractitioner);
  return { changes, children: [{ child: 'appointments', update: [{ id: appointment.id, set }] }], events };
}

function missing(row: Case, { id, startsAt }: Appointment, tellsPractitioner: boolean): { changes?: Partial<Case>; events: DomainEvent[] } {
  const event: AppointmentMissed = { type: 'delivery.appointment-missed', data: { ...factsOf(row, dayOf(startsAt)), appointmentId: id, tellsPractitioner } };
  return { events: [event] };
}

function attending(row: Case, { id, kind, number, startsAt }: Appointment, tellsPractitioner: boolean): { changes?: Partial<Case>; events: DomainEvent[] } {
  const on = dayOf(startsAt);
  const facts = { ...factsOf(row, on), appointmentId: id, tellsPractitioner };
  if (kind === 'assessment') {
    const status = move(caseLifecycle, 'assess', row.status, 'The person has already been assessed');
    return { changes: { status, assessedOn: on }, events: [{ type: 'delivery.assessment-attended', data: facts } satisfies AssessmentAttended] };
  }
  const isFirst = row.startedOn === null;
  const event: SessionAttended = { type: 'delivery.session-attended', data: { ...facts, number: number ?? 0, isFirst } };
  const changes = isFirst ? { status: move(caseLifecycle, 'start', row.status, 'Sessions start once a plan is approved'), startedOn: on } : {};
  return { changes, events: [event] };
}

function sessionToBook(file: CaseFile, wanted: number | null): number {
  ensure(file.case.status !== 'assessed', 'plan-not-approved', 'The plan is not approved yet. Wait for the practitioner to approve it, then book the session.');
  const bookable = bookableSessions(file);
  const number = wanted ?? bookable[0];
  ensure(number !== undefined, 'no-session-left', 'Every session in the plan is booked. Change the plan to add more sessions.');
  ensure(bookable.includes(number), 'session-not-bookable', `Session ${number} cannot be booked now. Choose another session.`, 'number');
  return number;
}

/** Between the day the referral was sent and six months ahead (DOMAIN: delivery). */
function ensureBookable(row: Case, { startsAt, durationMinutes, method, address }: AppointmentDetails, today: Day): void {
  const on = dayOf(startsAt);
  ensure(liveStatuses.includes(row.status), 'not-now', 'This case is no longer live, so appointments cannot be booked or moved');
  ensure(on >= row.sentOn, 'appointment-too-early', 'The appointment must not be before the day the referral was sent', 'startsOn');
  ensure(on <= addMonths(today, 6), 'appointment-too-late', 'The appointment must be within the next 6 months', 'startsOn');
  ensure(Number.isInteger(durationMinutes) && durationMinutes >= 5 && durationMinutes <= LONGEST_MINUTES, 'duration', 'The appointment must last between 5 and 480 minutes', 'durationMinutes');
  ensure(method !== 'other-address' || address?.trim(), 'address-missing', 'Enter the address of the appointment', 'address');
}
