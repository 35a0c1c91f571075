import { workingDays, type Day } from '#libs/kernel';

/** Working days from submission to decision (DOMAIN §4: a target of ours). */
export const DECISION_DAYS = 15;

/** A question put back to the provider: the clock stands from the day it was asked until the day it was answered or taken back; null is still. */
export interface Pause {
  readonly from: Day;
  readonly to: Day | null;
}

/** The clock of an application: the day by which to decide, and since when it stands, if it does. */
export interface AssessmentClock {
  readonly dueOn: Day;
  readonly queriedOn: Day | null;
}

/** 15 working days from submission, later by the working days on which at least one question was with the provider. A pause still running counts once it ends. */
export function clockOf(submittedOn: Day, pauses: readonly Pause[]): AssessmentClock {
  const stretches = withoutOverlaps(pauses);
  const paused = stretches.reduce((sum, { from, to }) => sum + (to === null ? 0 : workingDays.between(from, to)), 0);
  return { dueOn: workingDays.add(submittedOn, DECISION_DAYS + paused), queriedOn: stretches.find((stretch) => stretch.to === null)?.from ?? null };
}

/** Working days left to decide: 0 on the last one, negative when late; while the clock stands, those that were left when it stopped. */
export function daysLeft({ dueOn, queriedOn }: AssessmentClock, today: Day): number {
  const on = queriedOn ?? today;
  return on <= dueOn ? workingDays.between(on, dueOn) : -workingDays.between(dueOn, on);
}

/** "5 working days left", "due today", "2 working days late". */
export function daysLeftInWords(clock: AssessmentClock, today: Day): string {
  const left = daysLeft(clock, today);
  const days = Math.abs(left) === 1 ? '1 working day' : `${Math.abs(left)} working days`;
  if (left === 0) return today > clock.dueOn && clock.queriedOn === null ? 'due now' : 'due today';
  return left > 0 ? `${days} left` : `${days} late`;
}

function withoutOverlaps(pauses: readonly Pause[]): Pause[] {
  const stretches: Pause[] = [];
  for (const pause of [...pauses].sort((left, right) => (left.from < right.from ? -1 : 1))) {
    const last = stretches.at(-1);
    if (last && (last.to === null || pause.from <= last.to)) stretches.splice(-1, 1, { from: last.from, to: later(last.to, pause.to) });
    else stretches.push(pause);
  }
  return stretches;
}

function later(left: Day | null, right: Day | null): Day | null {
  if (left === null || right === null) return null;
  return left > right ? left : right;
}
