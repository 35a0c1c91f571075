import type { Appointment } from '../domain/case-file.js';
import type { ClockName } from '../domain/clocks.js';

/** How the state of a referral or case reads, and the colour of its tag. */
export const statusTags = {
  sent: { text: 'Waiting for an answer', colour: 'blue' },
  declined: { text: 'Declined', colour: 'red' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
  'awaiting-assessment': { text: 'Awaiting assessment', colour: 'blue' },
  assessed: { text: 'Assessed', colour: 'purple' },
  planned: { text: 'Planned', colour: 'turquoise' },
  delivering: { text: 'Delivering', colour: 'green' },
  closing: { text: 'Report due', colour: 'orange' },
  ended: { text: 'Ended', colour: 'grey' },
} as const;

/** How a clock's state reads. */
export const clockTags = {
  met: { text: 'On time', colour: 'green' },
  'met-late': { text: 'Late', colour: 'orange' },
  running: { text: 'To do', colour: 'blue' },
  overdue: { text: 'Overdue', colour: 'red' },
  stopped: { text: 'Not needed', colour: 'grey' },
} as const;

/** How an appointment's state reads. */
export const appointmentTags = {
  booked: { text: 'Booked', colour: 'blue' },
  held: { text: 'Attended', colour: 'green' },
  missed: { text: 'Not attended', colour: 'red' },
  cancelled: { text: 'Cancelled', colour: 'grey' },
} as const;

export const clockNames: Record<ClockName, string> = {
  acceptance: 'Accept or decline',
  'initial-assessment': 'Initial assessment attended',
  plan: 'Plan submitted',
  'plan-approval': 'Plan approved',
  report: 'End of service report submitted',
};

export const methods = { phone: 'Phone call', video: 'Video call', 'probation-office': 'In person, at a probation office', 'other-address': 'In person, somewhere else' } as const;
export const attendanceWords = { yes: 'Yes, on time', late: 'Yes, but late', no: 'No' } as const;
export const absenceWords = { 'person-acceptable': 'The person could not attend, for an acceptable reason', 'person-unacceptable': 'The person did not attend, without an acceptable reason', logistics: 'Something else stopped it, such as an office being closed' } as const;
export const askers = { person: 'The person on probation', provider: 'The provider', practitioner: 'The practitioner' } as const;
export const levels = { achieved: 'Achieved', 'partly-achieved': 'Partly achieved', 'not-achieved': 'Not achieved' } as const;
export const endKinds = { completed: 'Completed', 'ended-early': 'Ended early', cancelled: 'Cancelled' } as const;
export const sides = { practitioner: 'Practitioner', provider: 'Provider' } as const;

/** "Initial assessment" or "Session 3". */
export function nameOf({ kind, number }: Pick<Appointment, 'kind' | 'number'>): string {
  return kind === 'assessment' ? 'Initial assessment' : `Session ${number}`;
}

/** A table of words as the items of a choice. */
export function options(words: Readonly<Record<string, string>>): { readonly value: string; readonly text: string }[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}

/** Why cases wait for another caseworker. */
export const causeWords = {
  suspended: 'The caseworker’s authorisation was suspended',
  withdrawn: 'The caseworker’s authorisation was withdrawn',
  left: 'The caseworker has left',
} as const;
