import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import type { CaseFacts } from '../../delivery/delivery.public.js';
import { payableEventsOf, type EarningFact } from './payable-events.js';

const facts: CaseFacts = {
  caseId: 'case-1', referralId: 'referral-1', reference: 'AB1234AC', contractId: 'contract-1', deliveringOrganisationId: 'provider', primeOrganisationId: 'provider',
  practitionerId: 'practitioner', caseworkerId: 'caseworker', regionCode: 'A', occurredOn: day('2026-05-04'),
  needs: [
    { categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: ['ACC-1', 'ACC-2'] },
    { categoryCode: 'finance', levelCode: 'HIGH', outcomeCodes: ['FIN-1'] },
  ],
};

function earned(fact: EarningFact): string[] {
  let number = 0;
  return payableEventsOf(fact, () => `event-${(number += 1)}`).map((event) => [event.kind, event.categoryCode, event.levelCode, 'outcomeCode' in event ? event.outcomeCode : ''].join(' ').trim());
}

describe('what delivery can be paid for', () => {
  it('is counted once for each category of the referral', () => {
    expect(earned({ type: 'delivery.case-accepted', data: facts })).toEqual(['accepted accommodation LOW', 'accepted finance HIGH']);
    expect(earned({ type: 'delivery.plan-approved', data: { ...facts, planId: 'plan-1', sessions: 6 } })).toEqual(['plan-approved accommodation LOW', 'plan-approved finance HIGH']);
  });

  it('counts the first session as a start too, and later ones as sessions only', () => {
    const session = { ...facts, needs: facts.needs.slice(0, 1), appointmentId: 'appointment-1' };
    expect(earned({ type: 'delivery.session-attended', data: { ...session, number: 1, isFirst: true } })).toEqual(['started accommodation LOW', 'session-attended accommodation LOW']);
    expect(earned({ type: 'delivery.session-attended', data: { ...session, number: 2, isFirst: false } })).toEqual(['session-attended accommodation LOW']);
  });

  it('is nothing when a case ends early or is cancelled', () => {
    expect(earned({ type: 'delivery.case-ended', data: { ...facts, kind: 'completed' } })).toEqual(['ended-completed accommodation LOW', 'ended-completed finance HIGH']);
    expect(earned({ type: 'delivery.case-ended', data: { ...facts, kind: 'ended-early' } })).toEqual([]);
    expect(earned({ type: 'delivery.case-ended', data: { ...facts, kind: 'cancelled' } })).toEqual([]);
  });

  it('includes each outcome achieved or partly achieved, and none that was not', () => {
    const outcomes = [
      { categoryCode: 'accommodation', outcomeCode: 'ACC-1', level: 'achieved' as const },
      { categoryCode: 'accommodation', outcomeCode: 'ACC-2', level: 'not-achieved' as const },
      { categoryCode: 'finance', outcomeCode: 'FIN-1', level: 'partly-achieved' as const },
    ];
    expect(earned({ type: 'delivery.report-submitted', data: { ...facts, reportId: 'report-1', outcomes } })).toEqual([
      'report-submitted accommodation LOW', 'report-submitted finance HIGH', 'outcome accommodation LOW ACC-1', 'outcome finance HIGH FIN-1',
    ]);
  });
});
