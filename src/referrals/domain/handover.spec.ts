import { describe, expect, it } from '@jest/globals';
import { ruleOf } from '../../../test/support/rules.js';
import { handOverReferral } from './handover.js';
import type { Referral } from './referral.js';

const referral = { id: 'r', reference: 'AB1234AC', practitionerId: 'ann', teamId: 't', status: 'accepted' } as Referral;
const team = ['ann', 'ben'];

describe('handing a referral over', () => {
  it('gives it to a colleague in the team and says who had it', () => {
    const { changes, events } = handOverReferral(referral, { practitionerId: 'ben', team });
    expect(changes).toEqual({ practitionerId: 'ben' });
    expect(events?.[0]).toMatchObject({ type: 'referrals.handed-over', data: { referralId: 'r', practitionerId: 'ben', fromPractitionerId: 'ann' } });
  });

  it.each([
    ['somebody of another team', { practitionerId: 'zoe', team }, referral, 'not-in-team'],
    ['who has it already', { practitionerId: 'ann', team }, referral, 'already-theirs'],
    ['once it is over', { practitionerId: 'ben', team }, { ...referral, status: 'ended' as const }, 'not-now'],
    ['once it was withdrawn', { practitionerId: 'ben', team }, { ...referral, status: 'withdrawn' as const }, 'not-now'],
  ])('is refused: to %s', (_to, to, row, rule) => expect(ruleOf(() => handOverReferral(row, to))).toBe(rule));
});
