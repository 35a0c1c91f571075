import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import { referenceFrom } from './reference.js';
import { unmarked, type ReferralContent } from './referral-content.js';
import { sendReferral, type SendFacts } from './send-referral.js';

const content: ReferralContent = {
  crn: 'X123456', firstName: 'Siân', lastName: 'O’Neill', dateOfBirth: day('1990-02-03'), gender: 'female', areaCode: 'west-yorkshire', location: 'community', prisonName: null,
  ethnicity: null, preferredLanguage: null, religion: null, disabilities: null, expectedReleaseOn: null, releaseUnknownReason: null,
  mainContactName: null, mainContactRole: null, mainContactEmail: null, mainContactPhone: null, sentenceKind: 'order-with-rar', completeByReason: null,
  additionalRisk: '', responsibilities: '', unavailableWhen: '', anythingElse: '',
  sentenceEndsOn: day('2027-06-30'), enforceableDays: 10, riskSummary: 'None known', accessNeeds: '', interpreterLanguage: '', completeBy: day('2026-12-01'), reason: 'Homeless',
  needs: [{ categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: ['accommodation-secures'] }],
};
const facts: SendFacts = {
  id: 'r1', reference: 'AB1234AC', now: new Date('2026-06-10T11:00:00Z'), today: day('2026-06-10'), coversArea: true, regionCode: 'C', liveReferrals: 0, marks: unmarked,
  practitioner: { id: 'p1', teamId: 't1' },
  contract: {
    id: 'c1', primeOrganisationId: 'o1', serviceTypeCode: 'ACC', areaCodes: ['C'], referralsFrom: day('2026-01-01'), referralsTo: null, places: 5,
    cohort: { takesMen: true, takesWomen: true, minimumAge: 18, maximumAge: null, takesCustody: false, takesCommunity: true },
  },
  choicesFor: (code) => (code === 'accommodation' ? { outcomeCodes: ['accommodation-secures', 'accommodation-keeps'], levelCodes: ['LOW', 'MEDIUM', 'HIGH'] } : undefined),
  newId: () => 'n1',
};

const broken = (change: Partial<ReferralContent>, more: Partial<SendFacts> = {}) => ruleOf(() => sendReferral({ ...content, ...change }, { ...facts, ...more }));
const contract = (change: Partial<SendFacts['contract']>): Partial<SendFacts> => ({ contract: { ...facts.contract, ...change } });
const cohort = (change: Partial<SendFacts['contract']['cohort']>) => contract({ cohort: { ...facts.contract.cohort, ...change } });

describe('sending a referral', () => {
  it('makes the referral, its needs and the event, to the prime, and nothing about the person in the event', () => {
    const { row, children, events } = sendReferral(content, facts);
    expect(row).toMatchObject({ status: 'sent', reference: 'AB1234AC', deliveringOrganisationId: 'o1', teamId: 't1', regionCode: 'C', sentAt: facts.now });
    expect(children).toEqual([{ child: 'needs', insert: [{ id: 'n1', referralId: 'r1', categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: ['accommodation-secures'] }] }]);
    expect(events?.[0]?.type).toBe('referrals.sent');
    expect(JSON.stringify(events)).not.toContain('X123456');
  });

  it.each<[string, Partial<ReferralContent>, Partial<SendFacts>]>([
    ['contract-closed', {}, contract({ referralsFrom: day('2026-06-11') })],
    ['contract-closed', {}, contract({ referralsTo: day('2026-06-09') })],
    ['contract-closed', {}, contract({ referralsFrom: null })],
    ['area-not-covered', {}, { coversArea: false }],
    ['not-for-women', {}, cohort({ takesWomen: false })],
    ['not-for-men', { gender: 'male' }, cohort({ takesMen: false })],
    ['too-young', { dateOfBirth: day('2008-06-11') }, {}],
    ['too-old', {}, cohort({ maximumAge: 25 })],
    ['not-for-this-location', { location: 'custody', prisonName: 'HMP Invented' }, {}],
    ['no-places', {}, { liveReferrals: 5 }],
    ['sentence-over', { sentenceEndsOn: day('2026-06-10') }, {}],
    ['enforceable-days', { enforceableDays: 0 }, {}],
    ['enforceable-days', { enforceableDays: 41 }, {}],
    ['enforceable-days', { enforceableDays: null }, {}],
    ['enforceable-days-not-asked', { sentenceKind: 'licence' }, {}],
    ['enforceable-days-not-asked', { sentenceKind: 'order' }, {}],
    ['born-in-future', { dateOfBirth: day('2026-06-10') }, cohort({ minimumAge: null })],
    ['not-in-custody', { prisonName: 'HMP Invented' }, {}],
    ['complete-by-after-sentence', { completeBy: day('2027-07-01'), completeByReason: ' ' }, {}],
    ['complete-by-past', { completeBy: day('2026-06-10') }, {}],
    ['complete-by-after-sentence', { completeBy: day('2027-07-01') }, {}],
    ['need-missing', { needs: [] }, {}],
    ['need-twice', { needs: [...content.needs, ...content.needs] }, {}],
    ['need-not-offered', { needs: [{ categoryCode: 'lifestyle', levelCode: 'LOW', outcomeCodes: ['x'] }] }, {}],
    ['outcome-missing', { needs: [{ categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: [] }] }, {}],
    ['outcome-unknown', { needs: [{ categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: ['other'] }] }, {}],
    ['level-unknown', { needs: [{ categoryCode: 'accommodation', levelCode: 'EXTREME', outcomeCodes: ['accommodation-keeps'] }] }, {}],
  ])('is refused: %s', (rule, change, more) => expect(broken(change, more)).toBe(rule));

  const inCustody = { location: 'custody', prisonName: 'HMP Invented', expectedReleaseOn: day('2026-06-10'), mainContactName: 'Pat', mainContactPhone: '01632 960 001' } as const;

  it.each<[string, Partial<ReferralContent>]>([
    ['prison-missing', { prisonName: ' ' }],
    ['release-missing', { expectedReleaseOn: null }],
    ['release-twice', { releaseUnknownReason: 'On remand' }],
    ['release-past', { expectedReleaseOn: day('2026-06-09') }],
    ['contact-missing', { mainContactName: null }],
    ['contact-unreachable', { mainContactPhone: null }],
  ])('of someone in custody is refused: %s', (rule, change) => expect(broken({ ...inCustody, ...change }, cohort({ takesCustody: true }))).toBe(rule));

  it('of someone in custody says when release is, or why nobody knows', () => {
    expect(broken(inCustody, cohort({ takesCustody: true }))).toBeNull();
    expect(broken({ ...inCustody, expectedReleaseOn: null, releaseUnknownReason: 'On remand' }, cohort({ takesCustody: true }))).toBeNull();
  });

  it('may run beyond the sentence when somebody explains why', () => {
    expect(broken({ completeBy: day('2027-07-01'), completeByReason: 'Follow-up was agreed' })).toBeNull();
  });

  it('keeps what is withheld apart from what the provider reads', () => {
    const { row } = sendReferral({ ...content, riskSummary: 'Low. [[Lives at 4 High Street.]]', additionalRisk: 'None' }, { ...facts, marks: { restricted: true, sources: { gender: { source: 'case-data', said: 'female' } } } });
    expect(row).toMatchObject({ riskSummary: 'Low. [withheld]', additionalRisk: 'None', redactions: { riskSummary: 'Low. [[Lives at 4 High Street.]]' }, restricted: true, sources: { gender: { source: 'case-data' } } });
  });

  it('takes the last place, the last day and the day of the 18th birthday', () => {
    expect(broken({ dateOfBirth: day('2008-06-10') }, { ...contract({ referralsTo: day('2026-06-10'), places: 1 }), liveReferrals: 0 })).toBeNull();
  });
});

it('a reference is two letters, four digits and the service type, without the letters I and O', () => {
  const numbers = [0, 0.999, 0.0042];
  expect(referenceFrom(() => numbers.shift() ?? 0, 'Personal wellbeing')).toBe('AZ0042PE');
});
