import { canMove, dayOf, formatDay, type Day } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import { endReasons, type StoryEntry } from '../../referrals/referrals.public.js';
import type { CaseNames } from '../application/case-names.js';
import { caseLifecycle, liveStatuses } from '../domain/case.js';
import { approvedPlan, bookableSessions, waitingPlan, type Appointment, type CaseFile, type Plan } from '../domain/case-file.js';
import { clocks, daysOf } from '../domain/clocks.js';
import { scoreOf } from '../domain/ending.js';
import { nextStep } from '../domain/next-step.js';
import { beforeAndAfter } from './timeline.page.js';
import { appointmentTags, attendanceWords, clockNames, clockTags, endKinds, levels, methods, nameOf, sides, statusTags } from './delivery.words.js';

/** What a case page is made of: the file, its words, what the reader may do, and when it is. */
export interface ShownCase {
  readonly file: CaseFile;
  readonly names: CaseNames;
  readonly may: (action: string) => boolean;
  /** Changes to the referral since it was sent, newest first. */
  readonly changes: readonly StoryEntry[];
  readonly now: Date;
  readonly today: Day;
}

/** One case for both sides: where it stands, what is due, and buttons for what the reader may do now. */
export function casePage(shown: ShownCase): object {
  const { file, names, today } = shown;
  const step = nextStep(file);
  const waiting = waitingPlan(file.plans);
  const current = approvedPlan(file.plans);
  return {
    ...{ file, names, statusTags, clockTags, appointmentTags },
    base: `/cases/${file.case.id}`,
    next: step.nextStep && step.move ? { text: step.nextStep.charAt(0).toLowerCase() + step.nextStep.slice(1), due: formatDay(step.dueOn), move: sides[step.move], isOverdue: step.dueOn < today } : null,
    actions: actionsOf(shown),
    facts: summaryOf(shown),
    clocks: clocks(daysOf(file), today).map((clock) => ({ ...clock, label: clockNames[clock.name] })),
    appointments: file.appointments.map((each) => appointmentRow(each, shown)).reverse(),
    plan: current && planOf(current, shown),
    waiting: waiting && { ...planOf(waiting, shown), mayApprove: shown.may('plan.approve') },
    report: file.report && reportOf(shown),
    mayAmend: shown.may('case.transfer') && file.case.status !== 'ended',
    changes: changesOf(shown.changes),
  };
}

interface Action {
  readonly text: string;
  readonly href: string;
  readonly isQuiet: boolean;
}

/** Links to what the reader may do now, the likeliest first; ending is never the button that stands out. */
function actionsOf({ file, may, now }: ShownCase): Action[] {
  const { case: row, appointments } = file;
  const live = liveStatuses.includes(row.status);
  const assessmentToBook = row.status === 'awaiting-assessment' && !appointments.some((each) => each.status === 'booked');
  const planned = canMove(caseLifecycle, 'close', row.status);
  const [begun] = appointments.filter((each) => each.status === 'booked' && each.startsAt <= now);
  const action = (allowed: boolean, text: string, path: string) => (allowed ? [{ text, href: `/cases/${row.id}/${path}`, isQuiet: ['end', 'reassign', 'allocate', 'transfer'].includes(path) }] : []);
  return [
    ...(begun ? action(may('appointment.record') && live, `Give feedback on ${nameOf(begun).toLowerCase()}`, `appointments/${begun.id}/feedback`) : []),
    ...action(may('appointment.book') && assessmentToBook, 'Book the initial assessment', 'appointments/book'),
    ...action(may('appointment.book') && planned && bookableSessions(file).length > 0, 'Book a session', 'appointments/book'),
    ...action(may('report.submit') && row.status === 'closing', 'Write the end of service report', 'report'),
    ...action(may('plan.submit') && live && row.status !== 'awaiting-assessment', file.plans.length > 0 ? 'Change the plan' : 'Write the plan', 'plan'),
    ...action(may('case.reassign') && row.status !== 'ended', 'Change the caseworker', 'reassign'),
    ...action(may('case.allocate') && live, 'Give to another organisation', 'allocate'),
    ...action(may('case.transfer') && live, 'Transfer to another service', 'transfer'),
    ...action(may('case.end') && live, 'End the case', 'end'),
  ];
}

function summaryOf({ file: { case: row }, names, changes }: ShownCase): AnswerRow[] {
  const ending: AnswerRow[] = row.endKind
    ? [
        { label: 'How it ended', value: `${endKinds[row.endKind]}, ${formatDay(row.endedOn ?? row.acceptedOn)}` },
        ...(row.endReason ? [{ label: 'Why it ended', value: endReasons[row.endReason] }] : []),
        ...(row.endComment ? [{ label: 'Comment', value: row.endComment }] : []),
      ]
    : [];
  return [
    ...ending,
    { label: 'CRN', value: names.crn },
    { label: 'Service', value: names.service },
    { label: 'Delivered by', value: names.deliverer },
    { label: 'Caseworker', value: names.caseworker },
    { label: 'Practitioner', value: names.practitioner },
    { label: 'Complete by', value: marked([formatDay(row.completeBy)], changes, /^Complete by$/) },
    { label: 'Enforceable days', value: marked([names.enforceableDays === null ? 'None' : String(names.enforceableDays)], changes, /^Enforceable days$/) },
    { label: 'Desired outcomes', value: marked(names.outcomes.map((each) => `${each.categoryName}: ${each.outcomeName}`), changes, /: (desired outcomes|complexity level)$/) },
  ];
}

/** A fact with the day it was last changed, if it was since the referral was sent. */
function marked(value: readonly string[], changes: readonly StoryEntry[], label: RegExp): readonly string[] {
  const last = changes.find((each) => each.details.some((detail) => label.test(detail.label)));
  return last ? [...value, `Changed ${formatDay(dayOf(last.at))}`] : value;
}

function changesOf(changes: readonly StoryEntry[]): object[] {
  return changes.map(({ who, at, details }) => ({ who, at, rows: details.map((detail) => ({ label: detail.label, value: beforeAndAfter(detail, 'referral.amend') })) }));
}

function appointmentRow(each: Appointment, { file, may, now }: ShownCase): object {
  const isOpen = each.status === 'booked' && liveStatuses.includes(file.case.status);
  const path = `/cases/${file.case.id}/appointments/${each.id}`;
  return {
    ...{ name: nameOf(each), startsAt: each.startsAt, duration: `${each.durationMinutes} minutes${each.isGroup ? ', in a group' : ''}`, status: each.status },
    method: each.address ? `${methods[each.method]}: ${each.address}` : methods[each.method],
    attendance: each.attended ? attendanceWords[each.attended] : null,
    summary: each.summary,
    concerns: each.concerns,
    feedback: isOpen && may('appointment.record') && each.startsAt <= now ? `${path}/feedback` : null,
    reschedule: isOpen && may('appointment.reschedule') ? `${path}/reschedule` : null,
  };
}

function planOf(plan: Plan, { file, names }: ShownCase): object {
  const own = file.activities.filter((each) => each.planId === plan.id);
  const byOutcome = names.outcomes.map((outcome) => ({
    label: outcome.outcomeName,
    value: own.filter((each) => each.categoryCode === outcome.categoryCode && each.outcomeCode === outcome.outcomeCode).map((each) => each.description),
  }));
  const approval: AnswerRow[] = plan.approvedOn ? [{ label: 'Approved', value: `${formatDay(plan.approvedOn)}${plan.isSilent ? ', because nobody answered in 5 working days' : ''}` }] : [];
  return {
    id: plan.id,
    rows: [{ label: 'Sessions', value: String(plan.sessions) }, { label: 'Submitted', value: formatDay(plan.submittedOn) }, ...approval, ...byOutcome.filter((each) => each.value.length > 0)],
  };
}

function reportOf({ file: { report, scores }, names }: ShownCase): object {
  const outcomes = names.outcomes.map((outcome) => {
    const score = scores.find((each) => each.categoryCode === outcome.categoryCode && each.outcomeCode === outcome.outcomeCode);
    return { label: outcome.outcomeName, value: score ? `${levels[score.level]}\n${score.comment}` : '' };
  });
  return {
    rows: [
      { label: 'Submitted', value: report ? formatDay(report.submittedOn) : '' },
      { label: 'Score', value: `${scoreOf(scores.map((each) => each.level)).toFixed(1)} of ${scores.length}` },
      { label: 'Summary', value: report?.summary ?? '' },
      ...outcomes,
    ],
  };
}
