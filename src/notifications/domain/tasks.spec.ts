import { describe, expect, it } from '@jest/globals';
import type { Day, Month } from '#libs/kernel';
import { keysFor, keysOf } from './audience.js';
import type { EarlierTask, EventFacts, Heard, HeardEvent } from './heard-events.js';
import { finishTask } from './task.js';
import { tasksAfter } from './tasks.js';

// Wednesday 10 June 2026; no bank holiday until 31 August.
const WEDNESDAY = new Date('2026-06-10T11:00:00Z');
const nothing: EventFacts = { contract: null, organisationName: null, earlier: [] };
const contract = { id: 'c1', reference: 'PRJ_5430', primeOrganisationId: 'o1', regionCodes: ['C', 'B'] };

const referral = { referralId: 'r1', reference: 'AB1234PE', contractId: 'c1', deliveringOrganisationId: 'o2', primeOrganisationId: 'o1', practitionerId: 'p1', teamId: 't1', regionCode: 'C' };
const ofCase = { caseId: 'k1', referralId: 'r1', reference: 'AB1234PE', contractId: 'c1', deliveringOrganisationId: 'o2', primeOrganisationId: 'o1', practitionerId: 'p1', caseworkerId: 'w1', regionCode: 'C', needs: [], occurredOn: '2026-06-10' as Day };
const statement = { statementId: 's1', contractId: 'c1', month: '2026-05' as Month, status: 'with-provider', netPence: 18_500, vatPence: 3_700 } as const;

function after<Type extends keyof Heard>(type: Type, data: Heard[Type], facts: Partial<EventFacts> = {}) {
  return tasksAfter({ type, data, occurredAt: WEDNESDAY, actorId: 'a1' } as unknown as HeardEvent, { ...nothing, ...facts });
}

const earlier = (kind: string, over: Partial<EarlierTask> = {}): EarlierTask => ({ kind, since: WEDNESDAY, dueOn: '2026-06-19' as Day, openedBy: 'officer', ...over });

describe('a referral', () => {
  it('waits two working days for the managers of whoever delivers', () => {
    expect(after('referrals.sent', referral)).toEqual({
      closes: [],
      opens: [{ kind: 'answer-referral', subjectId: 'r1', title: 'Answer referral AB1234PE', href: '/referrals/r1', dueOn: '2026-06-12', for: { roles: ['provider-manager'], organisationId: 'o2' } }],
    });
  });

  it('sent on a Friday is due on Tuesday', () => {
    const friday = { type: 'referrals.sent', data: referral, occurredAt: new Date('2026-06-12T15:00:00Z'), actorId: 'p1' } as HeardEvent;
    expect(tasksAfter(friday, nothing).opens[0]?.dueOn).toBe('2026-06-16');
  });

  it('allocated to another organisation waits for that one, by the same day', () => {
    const sent = earlier('answer-referral', { dueOn: '2026-06-11' as Day });
    expect(after('referrals.allocated', { ...referral, deliveringOrganisationId: 'o3' }, { earlier: [sent] }).opens).toMatchObject([{ kind: 'answer-referral', dueOn: '2026-06-11', for: { organisationId: 'o3' } }]);
  });

  it.each(['referrals.accepted', 'referrals.withdrawn', 'referrals.declined'] as const)('waits no longer after %s', (type) => {
    expect(after(type, referral).closes).toEqual([{ subjectId: 'r1', kinds: ['answer-referral'] }]);
  });

  it('declined asks its practitioner to choose again, and only that is marked done by hand', () => {
    expect(after('referrals.declined', referral).opens).toMatchObject([{ kind: 'choose-another-service', title: 'Referral AB1234PE was declined: choose another service', for: { people: ['p1'] } }]);
    const finished = { id: 'f1', taskId: 'x1', personId: 'p1', finishedAt: WEDNESDAY };
    expect(finishTask(finished, 'choose-another-service').row).toEqual(finished);
    expect(() => finishTask(finished, 'answer-referral')).toThrow('goes from your list when the work is recorded');
  });
});

describe('a case', () => {
  it('asks its caseworker for the initial assessment ten working days after the referral was sent, not after it was accepted', () => {
    const sent = earlier('answer-referral', { since: new Date('2026-06-08T09:00:00Z') });
    expect(after('delivery.case-accepted', ofCase, { earlier: [sent] }).opens).toMatchObject([
      { kind: 'book-assessment', subjectId: 'k1', title: 'Book the initial assessment for AB1234PE', href: '/cases/k1/appointments/book', dueOn: '2026-06-22', for: { people: ['w1'] } },
    ]);
  });

  it('goes step by step from one person to the next, five working days each', () => {
    expect(after('delivery.appointment-booked', { ...ofCase, appointmentId: 'x' })).toEqual({ opens: [], closes: [{ subjectId: 'k1', kinds: ['book-assessment'] }] });
    expect(after('delivery.assessment-attended', { ...ofCase, appointmentId: 'x' })).toMatchObject({ closes: [{ kinds: ['book-assessment'] }], opens: [{ kind: 'write-plan', dueOn: '2026-06-17', for: { people: ['w1'] } }] });
    expect(after('delivery.plan-submitted', { ...ofCase, planId: 'x' })).toMatchObject({ closes: [{ kinds: ['write-plan'] }], opens: [{ kind: 'approve-plan', href: '/cases/k1', dueOn: '2026-06-17', for: { people: ['p1'] } }] });
    expect(after('delivery.plan-approved', { ...ofCase, planId: 'x', sessions: 3 })).toMatchObject({ opens: [], closes: [{ kinds: ['approve-plan'] }] });
    expect(after('delivery.case-ended', { ...ofCase, kind: 'completed' })).toMatchObject({ closes: [{ kinds: ['book-assessment', 'write-plan', 'approve-plan'] }], opens: [{ kind: 'write-report', dueOn: '2026-06-17' }] });
    expect(after('delivery.report-submitted', { ...ofCase, reportId: 'x', outcomes: [] })).toEqual({ opens: [], closes: [{ subjectId: 'k1', kinds: ['write-report'] }] });
  });

  it('cancelled leaves nothing to do', () => {
    expect(after('delivery.case-ended', { ...ofCase, kind: 'cancelled' }).opens).toEqual([]);
  });

  it('asks again for a missed initial assessment, with the day it was always due, but not for a missed session', () => {
    const missed = { ...ofCase, appointmentId: 'x' };
    expect(after('delivery.appointment-missed', missed, { earlier: [earlier('book-assessment')] }).opens).toMatchObject([{ title: 'Book the initial assessment for AB1234PE again', dueOn: '2026-06-19' }]);
    expect(after('delivery.appointment-missed', missed, { earlier: [earlier('book-assessment'), earlier('write-plan')] })).toEqual({ opens: [], closes: [] });
  });
});

describe('an application', () => {
  it('waits fifteen working days for any commissioner', () => {
    expect(after('providers.application-submitted', { applicationId: 'a1', providerId: 'o9', areaCodes: ['C'] }, { organisationName: 'Harbour Lane Trust' }).opens).toEqual([
      { kind: 'decide-application', subjectId: 'a1', title: 'Decide the application from Harbour Lane Trust', href: '/applications/a1', dueOn: '2026-07-01', for: { roles: ['commissioner'], anywhere: true } },
    ]);
    expect(after('providers.application-decided', { applicationId: 'a1', providerId: 'o9', admitted: 1, refused: 0 }).closes).toEqual([{ subjectId: 'a1', kinds: ['decide-application', 'agree-decision'] }]);
  });
});

describe('money', () => {
  it('a rate card waits for an approver of the region who did not draft it', () => {
    const drafted = { rateCardId: 'rc1', contractId: 'c1', version: 1, effectiveFrom: '2026-07-01' as Day };
    expect(after('contracts.rate-card-drafted', drafted, { contract }).opens).toMatchObject([
      { title: 'Approve the rate card for PRJ_5430', href: '/rate-cards/rc1', dueOn: '2026-06-17', for: { roles: ['approver'], regionCodes: ['C', 'B'] }, notFor: 'a1' },
    ]);
    expect(after('contracts.rate-card-approved', drafted).closes).toEqual([{ subjectId: 'rc1', kinds: ['approve-rate-card'] }]);
  });

  it('a statement goes from the officer to the provider, to an approver who did not draw it, to payment in thirty days', () => {
    expect(after('payments.statement-drawn', statement, { contract }).opens).toMatchObject([{ kind: 'send-statement', title: 'Send the statement for May 2026, PRJ_5430' }]);
    expect(after('payments.statement-sent', statement, { contract })).toMatchObject({
      closes: [{ subjectId: 's1', kinds: ['send-statement'] }],
      opens: [{ kind: 'answer-statement', title: 'Agree or dispute the statement for May 2026, PRJ_5430', href: '/statements/s1', dueOn: '2026-06-17', for: { roles: ['provider-finance', 'provider-manager'], organisationId: 'o1' } }],
    });
    const drawn = earlier('send-statement');
    expect(after('payments.statement-agreed', { ...statement, bySilence: false, movedChargeLineIds: [] }, { contract, earlier: [drawn] }).opens).toMatchObject([{ kind: 'approve-statement', notFor: 'officer' }]);
    const agreed = earlier('approve-statement', { since: new Date('2026-06-05T09:00:00Z') });
    expect(after('payments.statement-approved', statement, { contract, earlier: [drawn, agreed] }).opens).toMatchObject([{ kind: 'record-payment', dueOn: '2026-07-05', notFor: 'officer' }]);
    expect(after('payments.statement-paid', statement).closes).toEqual([{ subjectId: 's1', kinds: ['record-payment'] }]);
  });
});

describe('who sees a task', () => {
  const actor = (role: string, organisationId: string, areas: readonly string[] | 'all') => ({ id: 'u1', name: 'U', granted: [], roles: [{ role, organisationId, teamId: null, areas }] });
  const sees = (audience: Parameters<typeof keysFor>[0], ...who: Parameters<typeof actor>) => keysFor(audience).some((key) => keysOf(actor(...who)).includes(key));

  it('everyone with the role in the organisation, and nobody of another', () => {
    expect(sees({ roles: ['provider-manager'], organisationId: 'o1' }, 'provider-manager', 'o1', [])).toBe(true);
    expect(sees({ roles: ['provider-manager'], organisationId: 'o1' }, 'provider-manager', 'o2', [])).toBe(false);
    expect(sees({ roles: ['provider-manager'], organisationId: 'o1' }, 'caseworker', 'o1', [])).toBe(false);
  });

  it('officers of the region and of the nation', () => {
    expect(sees({ roles: ['approver'], regionCodes: ['C'] }, 'approver', 'o5', ['C'])).toBe(true);
    expect(sees({ roles: ['approver'], regionCodes: ['C'] }, 'approver', 'o5', ['G'])).toBe(false);
    expect(sees({ roles: ['approver'], regionCodes: ['C'] }, 'approver', 'o5', 'all')).toBe(true);
  });

  it('the person named', () => {
    expect(sees({ people: ['u1'] }, 'practitioner', 'o5', ['C'])).toBe(true);
    expect(sees({ people: ['u2'] }, 'practitioner', 'o5', ['C'])).toBe(false);
  });
});
