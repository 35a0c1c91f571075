import { describe, expect, it } from '@jest/globals';
import type { Day, Month } from '#libs/kernel';
import type { EventFacts, Heard, HeardEvent } from './heard-events.js';
import { messagesAbout } from './messages.js';

const WEDNESDAY = new Date('2026-06-10T11:00:00Z');
const referral = { referralId: 'r1', reference: 'AB1234PE', contractId: 'c1', deliveringOrganisationId: 'o2', primeOrganisationId: 'o1', practitionerId: 'p1', teamId: 't1', regionCode: 'C' };
const ofCase = { caseId: 'k1', referralId: 'r1', reference: 'AB1234PE', contractId: 'c1', deliveringOrganisationId: 'o2', primeOrganisationId: 'o1', practitionerId: 'p1', caseworkerId: 'w1', regionCode: 'C', needs: [], occurredOn: '2026-06-10' as Day };
const statement = { statementId: 's1', contractId: 'c1', month: '2026-05' as Month, status: 'with-provider', netPence: 1, vatPence: 0 } as const;
const facts: EventFacts = { contract: { id: 'c1', reference: 'PRJ_5430', primeOrganisationId: 'o1', regionCodes: ['C'] }, organisationName: 'Harbour Lane Trust', earlier: [] };

function about<Type extends keyof Heard>(type: Type, data: Heard[Type], known: EventFacts = facts) {
  return messagesAbout({ type, data, occurredAt: WEDNESDAY, actorId: 'a1' } as unknown as HeardEvent, known);
}

describe('messages', () => {
  it('tell the managers who deliver about a new referral, with the day to answer by', () => {
    expect(about('referrals.sent', referral)).toEqual([
      { kind: 'referral-sent', to: { roles: ['provider-manager'], organisationId: 'o2' }, subject: 'New referral AB1234PE', words: 'Referral AB1234PE is waiting for your answer. Accept or decline it by 12 June 2026.', href: '/referrals/r1' },
    ]);
  });

  it('tell both sides of an accepted referral', () => {
    expect(about('delivery.case-accepted', ofCase).map(({ kind, to }) => [kind, to])).toEqual([['case-accepted', { people: ['p1'] }], ['case-assigned', { people: ['w1'] }]]);
  });

  it('say how long silence takes to approve a plan', () => {
    expect(about('delivery.plan-submitted', { ...ofCase, planId: 'x' })[0]?.words).toContain('If you do not answer by 17 June 2026, it counts as approved.');
  });

  it('promise no report for a cancelled case', () => {
    expect(about('delivery.case-ended', { ...ofCase, kind: 'cancelled' }).some(({ words }) => words.includes('report'))).toBe(false);
    expect(about('delivery.case-ended', { ...ofCase, kind: 'completed' }).every(({ words }) => words.includes('report'))).toBe(true);
  });

  it('go to finance about a statement, and to nobody about a contract not heard of', () => {
    expect(about('payments.statement-sent', statement)).toMatchObject([{ to: { roles: ['provider-finance', 'provider-manager'], organisationId: 'o1' }, subject: 'Statement to agree: May 2026, PRJ_5430' }]);
    expect(about('payments.statement-sent', statement, { ...facts, contract: null })).toEqual([]);
  });

  it('are not sent about what nobody needs to be told', () => {
    expect(about('delivery.assessment-attended', { ...ofCase, appointmentId: 'x' })).toEqual([]);
  });
});
