import { ANSWER_WORKING_DAYS, workingDays, type Day } from '#libs/kernel';
import type { CaseFile } from './case-file.js';
import { PLAN_APPROVAL_WORKING_DAYS } from './plans.js';

export type ClockName = 'acceptance' | 'initial-assessment' | 'plan' | 'plan-approval' | 'report';

/** Met in time or late; still running or overdue; stopped because the case ended first. */
export type ClockState = 'met' | 'met-late' | 'running' | 'overdue' | 'stopped';

/** A service level clock: the last day to do it, and the day it was done. */
export interface ServiceClock {
  readonly name: ClockName;
  readonly dueOn: Day;
  readonly metOn: Day | null;
  readonly state: ClockState;
}

/** Working days allowed, and from what: the live service, acceptance ours (DOMAIN: delivery). */
export const allowances: Record<ClockName, number> = { acceptance: ANSWER_WORKING_DAYS, 'initial-assessment': 10, plan: 5, 'plan-approval': PLAN_APPROVAL_WORKING_DAYS, report: 5 };

/** The days the clocks are made of; null is not yet. */
export interface CaseDays {
  readonly sentOn: Day;
  readonly acceptedOn: Day | null;
  readonly assessedOn: Day | null;
  readonly planSubmittedOn: Day | null;
  readonly planApprovedOn: Day | null;
  readonly endedOn: Day | null;
  readonly reportedOn: Day | null;
  /** A cancelled case owes no report. */
  readonly isCancelled: boolean;
}

/** The clocks that have begun, in order, as they stand today. */
export function clocks(days: CaseDays, today: Day): ServiceClock[] {
  const report = days.isCancelled ? null : days.endedOn;
  const begun: readonly (readonly [ClockName, Day | null, Day | null])[] = [
    ['acceptance', days.sentOn, days.acceptedOn],
    ['initial-assessment', days.sentOn, days.assessedOn],
    ['plan', days.assessedOn, days.planSubmittedOn],
    ['plan-approval', days.planSubmittedOn, days.planApprovedOn],
    ['report', report, days.reportedOn],
  ];
  return begun.flatMap(([name, from, metOn]) => {
    if (!from) return [];
    const dueOn = workingDays.add(from, allowances[name]);
    return [{ name, dueOn, metOn, state: stateOf(dueOn, metOn, name === 'report' ? null : days.endedOn, today) }];
  });
}

/** The days of a case file; plan clocks count the first plan. */
export function daysOf({ case: row, plans, report }: CaseFile): CaseDays {
  const approvals = plans.flatMap((plan) => (plan.approvedOn ? [plan.approvedOn] : [])).sort();
  const { sentOn, acceptedOn, assessedOn, endedOn } = row;
  return {
    ...{ sentOn, acceptedOn, assessedOn, endedOn, reportedOn: report?.submittedOn ?? null, isCancelled: row.endKind === 'cancelled' },
    planSubmittedOn: plans[0]?.submittedOn ?? null,
    planApprovedOn: approvals[0] ?? null,
  };
}

function stateOf(dueOn: Day, metOn: Day | null, stoppedOn: Day | null, today: Day): ClockState {
  if (metOn) return metOn <= dueOn ? 'met' : 'met-late';
  if (stoppedOn) return 'stopped';
  return today <= dueOn ? 'running' : 'overdue';
}
