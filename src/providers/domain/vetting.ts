import { addDays, ensure, formatDay, type Day } from '#libs/kernel';

/** A level of vetting. Only those that authorise let someone work with people, and only they expire. */
export interface VettingLevel {
  readonly code: string;
  readonly name: string;
  readonly authorises: boolean;
}

/** What someone was vetted for, and the last day it counts. */
export interface Vetting {
  readonly vettingLevel: string;
  readonly vettingExpiresOn: Day | null;
}

/** Days before vetting expires on which its organisation is warned (ours). */
export const VETTING_WARNING_DAYS = 30;

/** Throws RuleBroken unless the level is known and has an expiry exactly when it counts. */
export function ensureVettingSaid({ vettingLevel, vettingExpiresOn }: Vetting, levels: readonly VettingLevel[]): void {
  const level = levels.find((each) => each.code === vettingLevel);
  ensure(level, 'vetting-level-unknown', 'Select a vetting level from the list', 'vettingLevel');
  ensure(!level.authorises || vettingExpiresOn, 'vetting-expiry-missing', 'Enter when the vetting expires', 'vettingExpiresOn');
  ensure(level.authorises || !vettingExpiresOn, 'vetting-expiry-without-vetting', 'Leave the expiry empty until the person is vetted', 'vettingExpiresOn');
}

/** Throws RuleBroken unless the vetting counts today: its last day is included. */
export function ensureVetted({ vettingLevel, vettingExpiresOn }: Vetting, { levels, today }: { readonly levels: readonly VettingLevel[]; readonly today: Day }): void {
  const counts = levels.some((each) => each.code === vettingLevel && each.authorises);
  ensure(counts && vettingExpiresOn, 'vetting-missing', 'Record this person’s vetting before you authorise them', 'vettingLevel');
  ensure(vettingExpiresOn >= today, 'vetting-lapsed', `This person’s vetting expired on ${formatDay(vettingExpiresOn)}. Renew it and record the new expiry first.`, 'vettingExpiresOn');
}

/** Whether vetting that still counts expires within the warning. */
export function expiresSoon({ vettingExpiresOn }: Vetting, today: Day): boolean {
  return vettingExpiresOn !== null && vettingExpiresOn >= today && vettingExpiresOn <= addDays(today, VETTING_WARNING_DAYS);
}
