import { describe, expect, it } from '@jest/globals';
import { addDays, day, type Day } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import { confirmAnswers, renewEvidence } from './answer-upkeep.js';
import { defaultBandRule } from './financial-band.js';
import type { GivenAnswer } from './given-answer.js';
import { liftIfInDate, warningDue, watchEvidence } from './membership-expiry.js';
import { admitMember, extendMembership, membershipLifecycle, reinstateMember, removeMember, suspendMember, type Earned, type Membership } from './membership.js';
import { aged, lastingOf, monthsBetween, type StandingAnswer } from './standing-answer.js';

const now = new Date('2026-06-10T11:00:00Z');
const today = day('2026-06-10');
const facts = { now, actorId: 'officer' };
const lasting = (code: string) => ({ label: code, expires: code.endsWith('-expiry'), freshForMonths: 12 });
const active: Membership = {
  id: 'm1', providerId: 'p1', vehicleCode: 'PSDF', status: 'active', statusReason: null, statusWords: null, statusAt: now, statusBy: 'officer',
  turnoverPence: 900_000_00, financialBandPence: 450_000_00, admittedAt: now,
};
const byTheService: Membership = { ...active, status: 'suspended', statusReason: 'evidence-expired', statusWords: 'insurance-expiry: ran out on 9 June 2026' };
const byAnOfficer: Membership = { ...active, status: 'suspended', statusReason: 'performance', statusWords: 'Late' };

const given = (questionCode: string, value: string, saidAt = now): GivenAnswer => ({ questionCode, value, saidAt, saidBy: 'manager', confirmed: false });
const evidence = (expiresOn: Day, warnedDays: number | null = null): StandingAnswer => ({ id: 'e1', membershipId: 'm1', questionCode: 'insurance-expiry', value: expiresOn, saidAt: now, saidBy: 'manager', expiresOn, warnedDays });
const earned: Earned = {
  applicationId: 'a1', parts: [{ categoryCode: 'accommodation', areaCode: 'durham' }], turnoverPence: 900_000_00, bandRule: defaultBandRule,
  given: [given('insurance-expiry', '2027-01-31'), given('social-value', 'Jobs')], admissions: [], answers: [], lasting, newId: () => 'new',
};

describe('an admission', () => {
  it('makes an active member with the band of its turnover, who stands by what it said', () => {
    const { row, children } = admitMember({ id: 'm1', providerId: 'p1', vehicleCode: 'PSDF' }, earned, facts);
    expect(row).toMatchObject({ status: 'active', statusReason: null, financialBandPence: 450_000_00, admittedAt: now });
    expect(children?.[0]?.insert).toEqual([{ id: 'new', membershipId: 'm1', categoryCode: 'accommodation', areaCode: 'durham', applicationId: 'a1' }]);
    expect(children?.[1]?.insert).toMatchObject([{ questionCode: 'insurance-expiry', expiresOn: '2027-01-31' }, { questionCode: 'social-value', expiresOn: null }]);
  });

  it('replaces an answer only by one said later', () => {
    const before = { ...evidence(day('2026-09-01'), 60), saidAt: new Date('2026-07-01T00:00:00Z') };
    const older = extendMembership(active, { ...earned, answers: [before], given: [given('insurance-expiry', '2026-08-01')] }, facts);
    expect(older.answers).toEqual([before]);
    const newer = extendMembership(active, { ...earned, answers: [{ ...before, saidAt: new Date('2025-07-01T00:00:00Z') }] }, facts);
    expect(newer.answers[0]).toMatchObject({ id: 'e1', value: '2027-01-31', expiresOn: '2027-01-31', warnedDays: null });
  });

  it('lets a removed member in again for what it asked for now alone, and leaves a suspension', () => {
    const admissions = [{ id: 'old', membershipId: 'm1', categoryCode: 'lifestyle', areaCode: 'kent', applicationId: 'a0' }];
    const back = extendMembership({ ...active, status: 'removed', statusReason: 'closed', statusWords: 'Gone' }, { ...earned, admissions }, facts).decision;
    expect(back.changes).toMatchObject({ status: 'active', statusReason: null });
    expect(back.children?.[0]).toMatchObject({ remove: ['old'], insert: [{ categoryCode: 'accommodation' }] });
    const more = extendMembership(byAnOfficer, { ...earned, admissions }, facts).decision;
    expect(more.changes).not.toHaveProperty('status');
    expect(more.children?.[0]).toMatchObject({ remove: [] });
  });
});

describe('a commissioner', () => {
  it('suspends with a reason, ends it with a reason, and removes with a reason', () => {
    const suspended = suspendMember(active, { reason: 'performance', words: 'Late' }, facts);
    expect(suspended.changes).toEqual({ status: 'suspended', statusReason: 'performance', statusWords: 'Late', statusAt: now, statusBy: 'officer' });
    expect(suspended.events?.map(({ type }) => type)).toEqual(['providers.member-suspended']);
    expect(ruleOf(() => suspendMember(active, { reason: 'performance', words: ' ' }, facts))).toBe('reason-missing');
    expect(ruleOf(() => suspendMember(byAnOfficer, { reason: 'other', words: 'x' }, facts))).toBe('not-now');
    expect(removeMember(byAnOfficer, { reason: 'closed', words: 'Wound up' }, { ...facts, answers: [] }).changes).toMatchObject({ status: 'removed', statusReason: 'closed' });
    expect(ruleOf(() => removeMember({ ...active, status: 'removed' }, { reason: 'closed', words: 'x' }, { ...facts, answers: [] }))).toBe('not-now');
  });

  it('cannot bring back a member whose evidence has run out', () => {
    const back = (expiresOn: Day) => reinstateMember(byAnOfficer, { reason: 'settled', words: 'On time again' }, { ...facts, today, answers: [evidence(expiresOn)], label: () => 'Insurance' });
    expect(back(today).changes).toMatchObject({ status: 'active', statusReason: 'settled' });
    expect(ruleOf(() => back(day('2026-06-09')))).toBe('evidence-expired');
    expect(() => back(day('2026-06-09'))).toThrow('Insurance: ran out on 9 June 2026');
  });

  it('may take over a suspension the service made, which a new date then no longer ends', () => {
    const taken = { ...byTheService, ...suspendMember(byTheService, { reason: 'performance', words: 'Late' }, facts).changes };
    expect(liftIfInDate(taken, [evidence(day('2027-06-10'))], { ...facts, today })).toEqual({});
  });
});

describe('evidence that runs out', () => {
  const last = day('2026-12-31');
  it.each([[61, null, null], [60, null, 60], [59, 60, null], [31, null, 60], [30, 60, 30], [30, null, 30], [8, 30, null], [7, 30, 7], [3, null, 7], [0, 7, null], [0, 30, 7], [-1, null, null]])(
    'with %i days left, last warned at %s, is warned of at %s', (left, warned, due) => {
      expect(warningDue({ expiresOn: last, warnedDays: warned }, addDays(last, -left))).toBe(due);
    });

  const look = (member: Membership, answers: StandingAnswer[], on: Day) => watchEvidence(member, { ...facts, today: on, answers, label: () => 'Insurance' });

  it('suspends an active member on the day after its last, naming it, and nobody else', () => {
    expect(look(active, [evidence(last, 7)], last)).toEqual({});
    const decision = look(active, [evidence(last, 7)], day('2027-01-01'));
    expect(decision.changes).toMatchObject({ status: 'suspended', statusReason: 'evidence-expired', statusWords: 'Insurance: ran out on 31 December 2026' });
    expect(decision.events).toMatchObject([{ type: 'providers.member-suspended', data: { expired: [{ standingAnswerId: 'e1', label: 'Insurance', expiresOn: last, daysLeft: -1 }] } }]);
    expect(look(byAnOfficer, [evidence(last, 7)], day('2027-01-01'))).toEqual({});
    expect(look({ ...active, status: 'removed' }, [evidence(last)], addDays(last, -7))).toEqual({});
  });

  it('is warned of once a day’s look, and still suspends for what else ran out', () => {
    const decision = look(active, [evidence(last), { ...evidence(day('2026-11-01'), 7), id: 'e2' }], day('2026-12-20'));
    expect(decision.changes).toMatchObject({ status: 'suspended' });
    expect(decision.children).toEqual([{ child: 'answers', update: [{ id: 'e1', set: { warnedDays: 30 } }] }]);
    expect(decision.events?.map(({ type }) => type)).toEqual(['providers.member-suspended', 'providers.evidence-expiring']);
  });
});

describe('a member keeps its answers', () => {
  const words: StandingAnswer = { id: 'w1', membershipId: 'm1', questionCode: 'social-value', value: 'Jobs', saidAt: new Date('2025-01-01T00:00:00Z'), saidBy: 'someone', expiresOn: null, warnedDays: null };
  const upkeep = { ...facts, today, lasting, answers: [words, evidence(day('2026-06-09'))], documentsFor: () => 'papers', newId: () => 'new' };

  it('by saying they are still true, but not of evidence', () => {
    expect(confirmAnswers(active, ['social-value'], upkeep).children).toEqual([{ child: 'answers', update: [{ id: 'w1', set: { value: 'Jobs', saidAt: now, saidBy: 'officer', expiresOn: null, warnedDays: null } }] }]);
    expect(ruleOf(() => confirmAnswers(active, ['insurance-expiry'], upkeep))).toBe('evidence-needs-renewing');
    expect(ruleOf(() => confirmAnswers(active, ['nothing'], upkeep))).toBe('answer-unknown');
    expect(ruleOf(() => confirmAnswers({ ...active, status: 'removed' }, ['social-value'], upkeep))).toBe('not-now');
  });

  it('by a new date with its document, which ends the service’s own suspension once all is in date', () => {
    const renewal = { 'insurance-expiry': '2027-06-09', papers: ['d1'] };
    const decision = renewEvidence(byTheService, renewal, upkeep);
    expect(decision.changes).toMatchObject({ status: 'active', statusReason: 'evidence-in-date' });
    expect(decision.children?.[0]).toMatchObject({ insert: [{ id: 'new', questionCode: 'papers', value: ['d1'] }], update: [{ id: 'e1', set: { value: '2027-06-09', expiresOn: '2027-06-09' } }] });
    expect(decision.events?.map(({ type }) => type)).toEqual(['providers.member-reinstated', 'providers.evidence-renewed']);
    expect(renewEvidence(byAnOfficer, renewal, upkeep).changes).toBeUndefined();
    const another = { ...evidence(day('2026-06-01')), id: 'e2', questionCode: 'badge-expiry' };
    expect(renewEvidence(byTheService, renewal, { ...upkeep, answers: [...upkeep.answers, another] }).changes).toBeUndefined();
  });

  it('not by a date that has passed, without its document, or with anything else', () => {
    expect(ruleOf(() => renewEvidence(active, { 'insurance-expiry': '2026-06-09', papers: ['d1'] }, upkeep))).toBe('date-past');
    expect(ruleOf(() => renewEvidence(active, { 'insurance-expiry': '2027-06-09' }, upkeep))).toBe('document-missing');
    expect(ruleOf(() => renewEvidence(active, { 'social-value': 'More jobs' }, upkeep))).toBe('answer-unknown');
    expect(ruleOf(() => renewEvidence(active, { 'badge-expiry': '2027-06-09' }, upkeep))).toBe('answer-unknown');
  });

  it('words go stale after the months their question says; evidence only ever runs out', () => {
    const on = (answer: StandingAnswer, day_: string) => aged(answer, lasting(answer.questionCode), day(day_));
    expect(on(words, '2026-01-01')).toMatchObject({ standing: 'sound', monthsOld: 12 });
    expect(on(words, '2026-01-02')).toMatchObject({ standing: 'stale', monthsOld: 12, daysLeft: null });
    expect(['2026-04-09', '2026-04-10', '2026-06-09', '2026-06-10'].map((each) => on(evidence(day('2026-06-09')), each).standing)).toEqual(['sound', 'expiring', 'expiring', 'expired']);
    expect([monthsBetween(day('2025-01-31'), day('2025-02-28')), monthsBetween(day('2025-01-15'), day('2025-02-14')), monthsBetween(day('2025-04-10'), day('2026-06-10'))]).toEqual([1, 0, 14]);
    expect(lastingOf(undefined, 'gone')).toEqual({ label: 'gone', expires: false, freshForMonths: 12 });
  });
});

it('every state of a membership but the first can be left and reached', () => {
  expect(Object.entries(membershipLifecycle.transitions).map(([action, { from, to }]) => `${action}: ${from?.join() ?? ''} → ${to}`)).toEqual([
    'admit:  → active', 'suspend: active → suspended', 'reinstate: suspended → active', 'remove: active,suspended → removed', 'readmit: removed → active',
  ]);
});
