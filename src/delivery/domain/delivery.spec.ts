import { describe, expect, it } from '@jest/globals';
import { canMove, day, type Day } from '#libs/kernel';
import { ruleOf as rule } from '../../../test/support/rules.js';
import { bookAppointment, recordFeedback, rescheduleAppointment, type Feedback } from './appointments.js';
import { caseLifecycle, openCase, type Case } from './case.js';
import { bookableSessions, type Appointment, type CaseFile, type Plan } from './case-file.js';
import { endCase, endKind, scoreOf, submitReport } from './ending.js';
import { nextStep } from './next-step.js';
import { approvePlan, submitPlan } from './plans.js';

const today = day('2026-03-10');
const now = new Date('2026-03-10T12:00:00Z');
const moment = { now, today };
const details = { startsAt: new Date('2026-03-12T10:00:00Z'), durationMinutes: 60, method: 'phone' as const, address: null, isGroup: false };
const attended: Feedback = { attended: 'yes', absenceReason: null, summary: 'Talked about housing', concerns: null, notifyPractitioner: false };
const missed: Feedback = { ...attended, attended: 'no', absenceReason: 'person-unacceptable' };

function file(over: Partial<Case> = {}, rest: Partial<CaseFile> = {}): CaseFile {
  const row: Case = {
    id: 'case-1', referralId: 'referral-1', reference: 'AB1234AC', contractId: 'contract-1', practitionerId: 'practitioner-1', teamId: 'team-1',
    primeOrganisationId: 'prime-1', deliveringOrganisationId: 'prime-1', caseworkerId: 'worker-1', regionCode: 'L', restricted: false, status: 'awaiting-assessment',
    needs: [{ categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: ['secures', 'keeps'] }], sentOn: day('2026-03-02'), completeBy: day('2026-09-01'),
    acceptedAt: new Date('2026-03-03T09:00:00Z'), acceptedOn: day('2026-03-03'), assessedOn: null, startedOn: null, endedOn: null, endKind: null, endReason: null, endComment: null, ...over,
  };
  return { case: row, appointments: [], plans: [], activities: [], report: null, scores: [], ...rest };
}

function appointment(over: Partial<Appointment> = {}): Appointment {
  return {
    id: 'appointment-1', caseId: 'case-1', kind: 'assessment', number: null, status: 'booked', ...details, startsAt: new Date('2026-03-09T10:00:00Z'), bookedAt: now,
    rescheduledBy: null, rescheduleReason: null, attended: null, absenceReason: null, summary: null, concerns: null, notifyPractitioner: false, recordedAt: null, ...over,
  };
}

function session(number: number, outcome: 'held' | 'missed' | 'booked'): Appointment {
  return appointment({ id: `session-${number}-${outcome}`, kind: 'session', number, status: outcome, attended: { held: 'yes', missed: 'no', booked: null }[outcome] as 'yes' | 'no' | null });
}

function plan(over: Partial<Plan> = {}): Plan {
  return { id: 'plan-1', caseId: 'case-1', version: 1, sessions: 3, status: 'approved', submittedOn: day('2026-03-05'), approvedOn: day('2026-03-06'), isSilent: false, ...over };
}

const eventsOf = (decision: { events?: readonly { type: string }[] }) => decision.events?.map((event) => event.type);

describe('accepting', () => {
  it('needs an authorised caseworker of the organisation that delivers', () => {
    const { case: row } = file();
    const referral = { ...row, id: 'referral-1', crn: 'X123456', personName: 'Sam Doe', enforceableDays: null, sentAt: now, status: 'accepted' as const };
    const facts = { id: 'case-1', referral, sentOn: row.sentOn, now, today, assignment: { isCaseworker: true, isAuthorised: true } };
    expect(rule(() => openCase('someone-else', { ...facts, assignment: { isCaseworker: false, isAuthorised: false } }))).toBe('caseworker-unknown');
    expect(rule(() => openCase('worker-1', { ...facts, assignment: { isCaseworker: true, isAuthorised: false } }))).toBe('caseworker-not-authorised');
    expect(openCase('worker-1', facts)).toMatchObject({ row: { status: 'awaiting-assessment', acceptedOn: '2026-03-10' }, events: [{ type: 'delivery.case-accepted', data: { occurredOn: '2026-03-10' } }] });
  });

  it('starts a life that only ends', () => {
    expect(canMove(caseLifecycle, 'cancel', 'delivering')).toBe(false);
    expect(canMove(caseLifecycle, 'close', 'delivering')).toBe(true);
    expect(Object.values(caseLifecycle.transitions).some((each) => (each.from as readonly string[] | null)?.includes('ended'))).toBe(false);
  });
});

describe('an appointment', () => {
  it('is between the day the referral was sent and six months ahead', () => {
    const on = (startsAt: string) => rule(() => bookAppointment(file(), { id: 'a', ...details, startsAt: new Date(startsAt) }, moment));
    expect(on('2026-03-01T10:00:00Z')).toBe('appointment-too-early');
    expect(on('2026-03-02T10:00:00Z')).toBeNull();
    expect(on('2026-09-10T10:00:00Z')).toBeNull();
    expect(on('2026-09-11T10:00:00Z')).toBe('appointment-too-late');
  });

  it('at another address says where', () => {
    expect(rule(() => bookAppointment(file(), { id: 'a', ...details, method: 'other-address' }, moment))).toBe('address-missing');
  });

  it('for the assessment is booked once; another only after it was missed', () => {
    expect(rule(() => bookAppointment(file({}, { appointments: [appointment()] }), { id: 'a', ...details }, moment))).toBe('already-booked');
    expect(rule(() => bookAppointment(file({}, { appointments: [appointment({ status: 'missed', attended: 'no' })] }), { id: 'a', ...details }, moment))).toBeNull();
  });

  it('for a session waits for an approved plan', () => {
    expect(rule(() => bookAppointment(file({ status: 'assessed' }), { id: 'a', ...details }, moment))).toBe('plan-not-approved');
  });

  it('takes the next session number, or makes up a missed one', () => {
    const sessions = [session(1, 'held'), session(2, 'missed')];
    expect(bookableSessions({ plans: [plan()], appointments: sessions })).toEqual([3, 2]);
    const booked = bookAppointment(file({ status: 'delivering' }, { plans: [plan()], appointments: sessions }), { id: 'a', ...details }, moment);
    expect(booked.children?.[0]?.insert?.[0]).toMatchObject({ kind: 'session', number: 3 });
    expect(rule(() => bookAppointment(file({ status: 'delivering' }, { plans: [plan()], appointments: sessions }), { id: 'a', ...details, number: 1 }, moment))).toBe('session-not-bookable');
  });

  it('cannot be moved once feedback is given', () => {
    const held = appointment({ status: 'held', attended: 'yes' });
    expect(rule(() => rescheduleAppointment(file(), held, { ...details, askedBy: 'person', reason: 'Job interview' }, moment))).toBe('not-now');
    expect(rule(() => rescheduleAppointment(file(), appointment(), { ...details, askedBy: 'person', reason: ' ' }, moment))).toBe('reschedule-reason-missing');
  });
});

describe('feedback', () => {
  it('is never given before the appointment starts, and never twice', () => {
    expect(rule(() => recordFeedback(file(), appointment({ startsAt: new Date('2026-03-10T12:00:01Z') }), attended, moment))).toBe('appointment-in-future');
    expect(rule(() => recordFeedback(file(), appointment({ status: 'held', attended: 'yes' }), attended, moment))).toBe('feedback-given');
  });

  it('says why someone did not attend, and what was done when they did', () => {
    expect(rule(() => recordFeedback(file(), appointment(), { ...missed, absenceReason: null }, moment))).toBe('absence-reason-missing');
    expect(rule(() => recordFeedback(file(), appointment(), { ...attended, summary: ' ' }, moment))).toBe('summary-missing');
  });

  it('on an attended assessment moves the case on, dated by the appointment', () => {
    const decision = recordFeedback(file(), appointment(), attended, moment);
    expect(decision.changes).toEqual({ status: 'assessed', assessedOn: '2026-03-09' });
    expect(decision.events?.[0]).toMatchObject({ type: 'delivery.assessment-attended', data: { occurredOn: '2026-03-09' } });
  });

  it('with a concern tells the practitioner, whether or not the box was ticked', () => {
    const told = (feedback: Partial<Feedback>) => recordFeedback(file(), appointment(), { ...attended, ...feedback }, moment).events?.[0]?.data['tellsPractitioner'];
    expect([told({}), told({ concerns: 'Bruises' }), told({ notifyPractitioner: true })]).toEqual([false, true, true]);
  });

  it('on a missed assessment moves nothing', () => {
    const decision = recordFeedback(file(), appointment(), missed, moment);
    expect(decision.changes).toEqual({});
    expect(eventsOf(decision)).toEqual(['delivery.appointment-missed']);
  });

  it('on the first attended session starts the case; the second does not start it again', () => {
    const first = recordFeedback(file({ status: 'planned' }, { plans: [plan()] }), session(1, 'booked'), { ...attended, attended: 'late' }, moment);
    expect(first.changes).toEqual({ status: 'delivering', startedOn: '2026-03-09' });
    expect(first.events?.[0]).toMatchObject({ type: 'delivery.session-attended', data: { number: 1, isFirst: true } });
    const second = recordFeedback(file({ status: 'delivering', startedOn: day('2026-03-08') }, { plans: [plan()] }), session(2, 'booked'), attended, moment);
    expect(second.changes).toEqual({});
    expect(second.events?.[0]).toMatchObject({ data: { number: 2, isFirst: false } });
  });
});

describe('a plan', () => {
  const content = { id: 'plan-2', sessions: 3, activities: [{ categoryCode: 'accommodation', outcomeCode: 'secures', description: 'Visit the housing office' }] };
  const context = { today, newId: () => 'activity-1' };
  const assessed = file({ status: 'assessed', assessedOn: day('2026-03-04') });

  it('comes after an assessment that happened', () => {
    expect(rule(() => submitPlan(file(), content, context))).toBe('assessment-first');
    expect(eventsOf(submitPlan(assessed, content, context))).toEqual(['delivery.plan-submitted']);
  });

  it('has an activity for a desired outcome and a session or more', () => {
    expect(rule(() => submitPlan(assessed, { ...content, activities: [] }, context))).toBe('activity-missing');
    expect(rule(() => submitPlan(assessed, { ...content, activities: [{ categoryCode: 'accommodation', outcomeCode: 'other', description: 'x' }] }, context))).toBe('outcome-not-desired');
    expect(rule(() => submitPlan(assessed, { ...content, sessions: 0 }, context))).toBe('sessions');
  });

  it('never has fewer sessions than the plan approved before', () => {
    const planned = file({ status: 'planned' }, { plans: [plan({ sessions: 4 })] });
    expect(rule(() => submitPlan(planned, content, context))).toBe('sessions-reduced');
    expect(rule(() => submitPlan(planned, { ...content, sessions: 4 }, context))).toBeNull();
  });

  it('once approved plans the case; a later one replaces it and is not paid for again', () => {
    const waiting = plan({ status: 'submitted', approvedOn: null });
    const first = approvePlan(file({ status: 'assessed' }, { plans: [waiting] }), 'plan-1', { today });
    expect(first.changes).toEqual({ status: 'planned' });
    expect(eventsOf(first)).toEqual(['delivery.plan-approved']);
    const later = approvePlan(file({ status: 'delivering' }, { plans: [plan(), { ...waiting, id: 'plan-2', version: 2 }] }), 'plan-2', { today });
    expect(eventsOf(later)).toEqual(['delivery.plan-revised']);
    expect(later.children?.[0]?.update).toEqual([{ id: 'plan-1', set: { status: 'superseded' } }, { id: 'plan-2', set: { status: 'approved', approvedOn: '2026-03-10', isSilent: false } }]);
  });

  it('counts as approved the day after five working days of silence, Easter not counted', () => {
    // Submitted on Wednesday 1 April 2026: 2, 7, 8, 9 and 10 April are working days; 3 and 6 April are bank holidays.
    const waiting = file({ status: 'assessed' }, { plans: [plan({ status: 'submitted', submittedOn: day('2026-04-01'), approvedOn: null })] });
    const silence = (on: string) => rule(() => approvePlan(waiting, 'plan-1', { today: day(on), isSilent: true }));
    expect(silence('2026-04-10')).toBe('approval-not-overdue');
    expect(silence('2026-04-11')).toBeNull();
  });
});

describe('how a case ends', () => {
  const ended = (appointments: Appointment[], plans: Plan[] = [plan()]) => endKind({ plans, appointments });

  it('is completed when every planned session has an attendance record, whoever came', () => {
    expect(ended([session(1, 'held'), session(2, 'missed'), session(3, 'held')])).toBe('completed');
    expect(ended([session(1, 'missed'), session(2, 'missed'), session(3, 'missed')])).toBe('completed');
  });

  it('is ended early with a plan approved and a session attended', () => {
    expect(ended([session(1, 'held'), session(2, 'booked')])).toBe('ended-early');
  });

  it('is cancelled without an approved plan, or with nothing attended', () => {
    expect(ended([], [plan({ status: 'submitted' })])).toBe('cancelled');
    expect(ended([session(1, 'missed')])).toBe('cancelled');
  });

  it('asks for a reason and a comment unless completed', () => {
    const early = file({ status: 'delivering' }, { plans: [plan()], appointments: [session(1, 'held')] });
    expect(rule(() => endCase(early, { reason: null, comment: 'Moved' }, { today }))).toBe('end-reason-missing');
    expect(rule(() => endCase(early, { reason: 'MOV', comment: '' }, { today }))).toBe('end-comment-missing');
    const all = file({ status: 'delivering' }, { plans: [plan({ sessions: 1 })], appointments: [session(1, 'held')] });
    expect(endCase(all, { reason: null, comment: null }, { today }).changes).toMatchObject({ status: 'closing', endKind: 'completed', endedOn: '2026-03-10' });
  });

  it('waits for the report, except when cancelled; open appointments are called off', () => {
    const cancelled = endCase(file({}, { appointments: [appointment()] }), { reason: 'MIS', comment: 'Wrong person' }, { today });
    expect(cancelled.changes).toMatchObject({ status: 'ended', endKind: 'cancelled' });
    expect(cancelled.children).toEqual([{ child: 'appointments', update: [{ id: 'appointment-1', set: { status: 'cancelled' } }] }]);
    expect(rule(() => endCase(file({ status: 'closing' }), { reason: 'MIS', comment: 'x' }, { today }))).toBe('not-now');
  });
});

describe('the end of service report', () => {
  const outcome = (outcomeCode: string) => ({ categoryCode: 'accommodation', outcomeCode, level: 'achieved' as const, comment: 'Has a tenancy' });
  const report = (outcomes: ReturnType<typeof outcome>[]) => () => submitReport(file({ status: 'closing' }), { id: 'report-1', summary: 'Went well', outcomes }, { today, newId: () => 'score-1' });

  it('covers every desired outcome once, and nothing else', () => {
    expect(rule(report([outcome('secures')]))).toBe('outcome-missing');
    expect(rule(report([outcome('secures'), outcome('secures')]))).toBe('outcome-not-desired');
    expect(rule(report([outcome('secures'), outcome('keeps'), outcome('other')]))).toBe('outcome-not-desired');
    expect(report([outcome('secures'), outcome('keeps')])()).toMatchObject({ changes: { status: 'ended' } });
  });

  it('scores one achieved and two partly achieved as 2.0', () => {
    expect(scoreOf(['achieved', 'partly-achieved', 'partly-achieved', 'not-achieved'])).toBe(2);
  });
});

describe('the next thing due', () => {
  const step = (over: Partial<Case>, rest: Partial<CaseFile> = {}): [string | null, Day, string | null] => {
    const { nextStep: words, dueOn, move } = nextStep(file(over, rest));
    return [words, dueOn, move];
  };

  it('says what, by when, and whose move it is', () => {
    // Sent Monday 2 March 2026: ten working days later is Monday 16 March.
    expect(step({})).toEqual(['Book the initial assessment', '2026-03-16', 'provider']);
    expect(step({}, { appointments: [appointment()] })).toEqual(['Hold the initial assessment and give feedback', '2026-03-09', 'provider']);
    expect(step({ status: 'assessed', assessedOn: day('2026-03-09') })).toEqual(['Submit the plan', '2026-03-16', 'provider']);
    expect(step({ status: 'assessed' }, { plans: [plan({ status: 'submitted' })] })).toEqual(['Approve the plan', '2026-03-12', 'practitioner']);
    expect(step({ status: 'planned' }, { plans: [plan()] })).toEqual(['Book session 1', '2026-09-01', 'provider']);
    expect(step({ status: 'closing', endedOn: day('2026-03-10') })).toEqual(['Submit the end of service report', '2026-03-17', 'provider']);
    expect(step({ status: 'ended', endedOn: day('2026-03-10') })).toEqual([null, '2026-03-10', null]);
  });
});
