import { day, type Decision } from '#libs/kernel';
import type { CaseHandedOver } from '../delivery.public.js';
import { factsOf, type Case } from './case.js';

/** The case has the practitioner its referral was handed to. */
export function followHandover(row: Case, practitionerId: string, on: string): Decision<Case> {
  if (row.practitionerId === practitionerId) return {};
  const event: CaseHandedOver = { type: 'delivery.case-handed-over', data: { ...factsOf({ ...row, practitionerId }, day(on)), fromPractitionerId: row.practitionerId } };
  return { changes: { practitionerId }, events: [event] };
}
