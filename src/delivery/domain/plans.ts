import { ensure, move, workingDays, type Day, type Decision } from '#libs/kernel';
import type { PlanApproved, PlanRevised, PlanSubmitted } from '../delivery.public.js';
import { caseLifecycle, factsOf, isDesired, liveStatuses, type Case } from './case.js';
import { approvedPlan, waitingPlan, type Activity, type CaseFile, type Plan } from './case-file.js';

/** Working days a practitioner has to answer a plan before it counts as approved (DOMAIN: delivery). */
export const PLAN_APPROVAL_WORKING_DAYS = 5;

/** A plan as the provider writes it. */
export interface PlanContent {
  readonly id: string;
  readonly sessions: number;
  readonly activities: readonly Pick<Activity, 'categoryCode' | 'outcomeCode' | 'description'>[];
}

/** Submits a plan after an attended assessment: an activity or more for desired outcomes, and never fewer sessions than the plan approved before. */
export function submitPlan(file: CaseFile, { id, sessions, activities }: PlanContent, { today, newId }: { readonly today: Day; readonly newId: () => string }): Decision<Case> {
  const { case: row, plans } = file;
  const before = approvedPlan(plans)?.sessions ?? 1;
  ensure(row.status !== 'awaiting-assessment', 'assessment-first', 'A plan can be written after an initial assessment that happened');
  ensure(liveStatuses.includes(row.status), 'not-now', 'This case is no longer live, so its plan cannot change');
  ensure(activities.length > 0, 'activity-missing', 'Enter at least one activity', 'activities');
  ensure(activities.every((each) => each.description.trim() !== ''), 'activity-empty', 'Enter what each activity is', 'activities');
  ensure(activities.every((each) => isDesired(row.needs, each)), 'outcome-not-desired', 'Each activity must be for a desired outcome of the referral', 'activities');
  ensure(Number.isInteger(sessions) && sessions >= 1 && sessions <= 200, 'sessions', 'The number of sessions must be between 1 and 200', 'sessions');
  ensure(sessions >= before, 'sessions-reduced', `The number of sessions must not be fewer than the ${before} already approved`, 'sessions');
  const plan: Plan = { id, caseId: row.id, version: plans.length + 1, sessions, status: 'submitted', submittedOn: today, approvedOn: null, isSilent: false };
  const rows: Activity[] = activities.map((each, position) => ({ id: newId(), caseId: row.id, planId: id, position, ...each }));
  const event: PlanSubmitted = { type: 'delivery.plan-submitted', data: { ...factsOf(row, today), planId: id } };
  const replaced = waitingPlan(plans);
  return {
    children: [{ child: 'plans', update: replaced ? [superseded(replaced)] : [] }, { child: 'plans', insert: [plan] }, { child: 'activities', insert: rows }],
    events: [event],
  };
}

/** Approves a waiting plan. The first moves the case on and is paid for; a later one replaces it and is not. */
export function approvePlan({ case: row, plans }: CaseFile, planId: string, { today, isSilent = false }: { readonly today: Day; readonly isSilent?: boolean }): Decision<Case> {
  const plan = plans.find((each) => each.id === planId);
  ensure(plan?.status === 'submitted', 'not-now', plan?.status === 'approved' ? 'This plan is already approved' : 'A later plan has replaced this one');
  ensure(liveStatuses.includes(row.status), 'not-now', 'This case is no longer live, so its plan cannot be approved');
  ensure(!isSilent || today > approvalDueOn(plan), 'approval-not-overdue', 'The practitioner still has time to answer this plan');
  const previous = approvedPlan(plans);
  const facts = { ...factsOf(row, today), planId, sessions: plan.sessions };
  const approved: Partial<Plan> = { status: 'approved', approvedOn: today, isSilent };
  const children = [{ child: 'plans', update: [...(previous ? [superseded(previous)] : []), { id: planId, set: approved }] }];
  if (previous) return { children, events: [{ type: 'delivery.plan-revised', data: facts } satisfies PlanRevised] };
  const status = move(caseLifecycle, 'plan', row.status, 'A plan has already been approved');
  return { changes: { status }, children, events: [{ type: 'delivery.plan-approved', data: facts } satisfies PlanApproved] };
}

/** The last day to answer a plan; the day after, it counts as approved. */
export function approvalDueOn(plan: Pick<Plan, 'submittedOn'>): Day {
  return workingDays.add(plan.submittedOn, PLAN_APPROVAL_WORKING_DAYS);
}

function superseded(plan: Plan): { readonly id: string; readonly set: Partial<Plan> } {
  return { id: plan.id, set: { status: 'superseded' } };
}
