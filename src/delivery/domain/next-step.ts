import { dayOf, workingDays, type Day } from '#libs/kernel';
import type { Appointment, CaseFile } from './case-file.js';
import { bookableSessions, waitingPlan } from './case-file.js';
import { allowances } from './clocks.js';
import { approvalDueOn } from './plans.js';

/** Whose move it is. */
export type Side = 'practitioner' | 'provider';

/** The next thing due on a case, in words; `move` is null once nothing is. */
export interface NextStep {
  readonly nextStep: string | null;
  readonly dueOn: Day;
  readonly move: Side | null;
}

/** What is due on a referral nobody has answered. */
export function stepToAccept(sentOn: Day): NextStep {
  return { nextStep: 'Accept or decline the referral', dueOn: workingDays.add(sentOn, allowances.acceptance), move: 'provider' };
}

/** The next thing due on a case and who does it. An ended case is dated by its end. */
export function nextStep(file: CaseFile): NextStep {
  const { case: row, plans } = file;
  const provider = (words: string, dueOn: Day): NextStep => ({ nextStep: words, dueOn, move: 'provider' });
  const waiting = waitingPlan(plans);
  const booked = nextBooked(file.appointments);
  switch (row.status) {
    case 'awaiting-assessment':
      if (booked) return provider('Hold the initial assessment and give feedback', dayOf(booked.startsAt));
      return provider('Book the initial assessment', workingDays.add(row.sentOn, allowances['initial-assessment']));
    case 'assessed':
      if (waiting) return toApprove(waiting);
      return provider('Submit the plan', workingDays.add(row.assessedOn ?? row.acceptedOn, allowances.plan));
    case 'planned':
    case 'delivering':
      if (waiting) return toApprove(waiting);
      return sessionStep(file, booked);
    case 'closing':
      return provider('Submit the end of service report', workingDays.add(row.endedOn ?? row.acceptedOn, allowances.report));
    case 'ended':
      return { nextStep: null, dueOn: row.endedOn ?? row.acceptedOn, move: null };
  }
}

function toApprove(plan: { readonly submittedOn: Day; readonly version: number }): NextStep {
  return { nextStep: plan.version > 1 ? 'Approve the changed plan' : 'Approve the plan', dueOn: approvalDueOn(plan), move: 'practitioner' };
}

/** Sessions have no clock of their own: the appointment's day, else the day the service must be complete by. */
function sessionStep(file: CaseFile, booked: Appointment | undefined): NextStep {
  if (booked) return { nextStep: `Hold session ${booked.number} and give feedback`, dueOn: dayOf(booked.startsAt), move: 'provider' };
  const [number] = bookableSessions(file).filter((each) => !file.appointments.some((appointment) => appointment.number === each));
  return { nextStep: number ? `Book session ${number}` : 'End the case: every session is recorded', dueOn: file.case.completeBy, move: 'provider' };
}

function nextBooked(appointments: readonly Appointment[]): Appointment | undefined {
  return appointments.filter((each) => each.status === 'booked').sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())[0];
}
