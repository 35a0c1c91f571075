import { ensure, move, type ChildChange, type Day, type Decision } from '#libs/kernel';
import type { EndReasonCode } from '../../referrals/referrals.public.js';
import type { CaseEnded, EndKind, OutcomeLevel, ReportSubmitted } from '../delivery.public.js';
import { caseLifecycle, factsOf, isDesired, type Case } from './case.js';
import { approvedPlan, recordedSessions, type CaseFile, type OutcomeScore, type Report } from './case-file.js';

/** Why a case ends; not needed when every planned session has its attendance record. */
export interface Ending {
  readonly reason: EndReasonCode | null;
  readonly comment: string | null;
}

/** The end of service report as the provider writes it. */
export interface ReportContent {
  readonly id: string;
  readonly summary: string;
  readonly outcomes: readonly Pick<OutcomeScore, 'categoryCode' | 'outcomeCode' | 'level' | 'comment'>[];
}

const points: Record<OutcomeLevel, number> = { achieved: 1, 'partly-achieved': 0.5, 'not-achieved': 0 };

/** How the case would end today: every planned session recorded; a plan approved and a session attended; or neither (DOMAIN: delivery). */
export function endKind({ plans, appointments }: Pick<CaseFile, 'plans' | 'appointments'>): EndKind {
  const plan = approvedPlan(plans);
  if (!plan) return 'cancelled';
  const recorded = recordedSessions(appointments);
  const everySession = Array.from({ length: plan.sessions }, (_, index) => index + 1).every((number) => recorded.has(number));
  if (everySession) return 'completed';
  return appointments.some((each) => each.kind === 'session' && each.status === 'held') ? 'ended-early' : 'cancelled';
}

/** Ends the case. Completed and ended early wait for the end of service report; cancelled is over at once. */
export function endCase(file: CaseFile, { reason, comment }: Ending, { today }: { readonly today: Day }): Decision<Case> {
  const { case: row } = file;
  const kind = endKind(file);
  const status = move(caseLifecycle, kind === 'cancelled' ? 'cancel' : 'close', row.status, row.status === 'ended' ? 'This case has already ended' : 'This case is already being closed');
  const completed = kind === 'completed';
  ensure(completed || reason, 'end-reason-missing', 'Select why the case is ending', 'reason');
  ensure(completed || comment?.trim(), 'end-comment-missing', 'Enter a comment on why the case is ending', 'comment');
  const event: CaseEnded = { type: 'delivery.case-ended', data: { ...factsOf(row, today), kind } };
  return { changes: { status, endedOn: today, endKind: kind, endReason: reason, endComment: comment }, children: stoppedWork(file), events: [event] };
}

/** Submits the end of service report: a level and a comment for every desired outcome. The case is then over. */
export function submitReport({ case: row }: CaseFile, { id, summary, outcomes }: ReportContent, { today, newId }: { readonly today: Day; readonly newId: () => string }): Decision<Case> {
  const status = move(caseLifecycle, 'report', row.status, row.status === 'ended' ? 'This case has already ended' : 'The report is written once the case is being closed');
  const desired = row.needs.reduce((count, need) => count + need.outcomeCodes.length, 0);
  const distinct = new Set(outcomes.map((each) => `${each.categoryCode} ${each.outcomeCode}`));
  ensure(summary.trim() !== '', 'summary-missing', 'Enter a summary of the work', 'summary');
  ensure(outcomes.every((each) => isDesired(row.needs, each)) && distinct.size === outcomes.length, 'outcome-not-desired', 'Select one result for each desired outcome', 'outcomes');
  ensure(outcomes.length === desired, 'outcome-missing', 'Say what was achieved for every desired outcome', 'outcomes');
  ensure(outcomes.every((each) => each.comment.trim() !== ''), 'outcome-comment-missing', 'Enter a comment on every outcome', 'outcomes');
  const report: Report = { id, caseId: row.id, submittedOn: today, summary };
  const scores: OutcomeScore[] = outcomes.map((each) => ({ id: newId(), caseId: row.id, reportId: id, ...each }));
  const levels = outcomes.map(({ categoryCode, outcomeCode, level }) => ({ categoryCode, outcomeCode, level }));
  const event: ReportSubmitted = { type: 'delivery.report-submitted', data: { ...factsOf(row, today), reportId: id, outcomes: levels } };
  return { changes: { status }, children: [{ child: 'reports', insert: [report] }, { child: 'scores', insert: scores }], events: [event] };
}

/** Achieved counts 1, partly achieved 0.5, not achieved 0: one achieved and two partly achieved make 2.0 (DOMAIN: delivery). */
export function scoreOf(levels: readonly OutcomeLevel[]): number {
  return levels.reduce((total, level) => total + points[level], 0);
}

/** Appointments nobody will come to, and a plan nobody will answer. */
function stoppedWork({ appointments, plans }: CaseFile): ChildChange[] {
  const open = appointments.filter((each) => each.status === 'booked').map(({ id }) => ({ id, set: { status: 'cancelled' } }));
  const waiting = plans.filter((each) => each.status === 'submitted').map(({ id }) => ({ id, set: { status: 'superseded' } }));
  return [
    ...(open.length > 0 ? [{ child: 'appointments', update: open }] : []),
    ...(waiting.length > 0 ? [{ child: 'plans', update: waiting }] : []),
  ];
}
