import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { amendReferral, amendableOf, mergeTyped, type AmendFacts } from './amendment.js';
import { allocateReferral, type AllocationFacts } from './answer-referral.js';
import type { Referral } from './referral.js';
import { nothingSince, type Amendment } from './since-sent.js';

const now = new Date('2026-06-10T11:00:00Z');
const nothingSaid = { ethnicity: null, preferredLanguage: null, religion: null, disabilities: null, prisonName: null, expectedReleaseOn: null, releaseUnknownReason: null } as const;
const nobody = { mainContactName: null, mainContactRole: null, mainContactEmail: null, mainContactPhone: null } as const;
const referral: Referral = {
  ...{ id: 'r1', reference: 'AB1234AC', contractId: 'c1', practitionerId: 'p1', teamId: 't1', primeOrganisationId: 'o1', deliveringOrganisationId: 'o1', caseworkerId: null, regionCode: 'C', restricted: false },
  ...{ status: 'sent', crn: 'X123456', firstName: 'A', lastName: 'B', dateOfBirth: day('1990-01-01'), gender: 'male', areaCode: 'leeds', location: 'community', ...nothingSaid, ...nobody },
  ...{ sentenceKind: 'order', sentenceEndsOn: day('2027-01-01'), enforceableDays: null, riskSummary: 'Low. [withheld]', additionalRisk: '', redactions: { riskSummary: 'Low. [[Hidden.]]', additionalRisk: '' } },
  ...{ sources: {}, accessNeeds: '', interpreterLanguage: '', responsibilities: '', unavailableWhen: '', anythingElse: '', completeBy: day('2026-12-01'), completeByReason: null, reason: 'Rent' },
  ...{ sentAt: now, answeredAt: null, endedAt: null, answerReason: null, answerComment: null, ...nothingSince },
};
const needs = [{ id: 'n1', referralId: 'r1', categoryCode: 'home', levelCode: 'LOW', outcomeCodes: ['kept', 'found'] }];
const same = (code: string) => code;
const wording = { area: same, category: same, outcome: (_: string, code: string) => code, level: (_: string, code: string) => code };
const facts: AmendFacts = {
  ...{ id: 'a1', by: { id: 'p1', name: 'Ann' }, now, today: day('2026-06-10'), revision: 4, needs, wording, areas: [{ code: 'leeds', regionCode: 'C' }, { code: 'bradford', regionCode: 'C' }, { code: 'durham', regionCode: 'A' }] },
  cohort: { takesMen: true, takesWomen: true, minimumAge: null, maximumAge: null, takesCustody: false, takesCommunity: true },
  choicesFor: () => ({ outcomeCodes: ['kept', 'found', 'near'], levelCodes: ['LOW', 'HIGH'] }),
};
const content = amendableOf(referral, needs);
const amend = (change: Partial<typeof content>, row: Partial<Referral> = {}) => amendReferral({ ...referral, ...row }, { content: { ...content, ...change }, reason: 'Because' }, facts);
const amendmentIn = (decision: ReturnType<typeof amend>) => decision.children?.at(-1)?.insert?.[0] as Amendment;

describe('an amendment', () => {
  it('keeps what was said before, says who and why, and tells which answers changed', () => {
    const decision = amend({ completeBy: day('2026-11-01') });
    expect(decision.changes).toMatchObject({ completeBy: '2026-11-01', riskSummary: 'Low. [withheld]', redactions: { riskSummary: 'Low. [[Hidden.]]' } });
    expect(amendmentIn(decision)).toMatchObject({ revision: 5, madeByName: 'Ann', reason: 'Because', isWithheld: false, changes: [{ label: 'Complete by', before: '1 December 2026', after: '1 November 2026' }] });
    expect(decision.events).toMatchObject([{ type: 'referrals.amended', data: { changed: ['completeBy'] } }]);
  });

  it('judges only what it changes: time has passed since it was sent', () => {
    const past = { sentenceEndsOn: day('2026-06-01'), completeBy: day('2026-05-01') };
    expect(() => amendReferral({ ...referral, ...past }, { content: { ...content, ...past, reason: 'Debt' }, reason: 'x' }, facts)).not.toThrow();
    expect(() => amend({ completeBy: day('2026-06-10') })).toThrow('must be in the future');
    expect(() => amend({ location: 'custody', prisonName: 'Leeds', releaseUnknownReason: 'Parole', mainContactName: 'Z', mainContactPhone: '01632 960 001' })).toThrow('does not take people in custody');
    expect(() => amend({ areaCode: 'kent' })).toThrow('does not cover');
  });

  it('of the area takes the referral to the region of the area, and any other leaves it where it is', () => {
    expect(amend({ areaCode: 'durham' })).toMatchObject({ changes: { areaCode: 'durham', regionCode: 'A' }, events: [{ data: { regionCode: 'A' } }] });
    expect(amend({ areaCode: 'bradford' }).changes).toMatchObject({ regionCode: 'C' });
    expect(amend({ accessNeeds: 'Lift', areaCode: 'left-the-set' }, { areaCode: 'left-the-set', regionCode: 'K' }).changes).toMatchObject({ regionCode: 'K' });
  });

  it('changes levels and outcomes until a plan is approved, and never the needs', () => {
    const level = { needs: [{ categoryCode: 'home', levelCode: 'HIGH', outcomeCodes: ['found', 'kept'] }] };
    expect(amend(level).children?.[0]).toEqual({ child: 'needs', update: [{ id: 'n1', set: { levelCode: 'HIGH', outcomeCodes: ['found', 'kept'] } }] });
    expect(() => amend(level, { detailsLockedAt: now })).toThrow('A plan has been approved');
    expect(() => amend({ ...level, needs: [...level.needs, { categoryCode: 'debt', levelCode: 'LOW', outcomeCodes: ['x'] }] })).toThrow('needs of a sent referral stay the same');
    expect(() => amend({ needs: [{ categoryCode: 'home', levelCode: 'LOW', outcomeCodes: ['found', 'kept'] }] })).toThrow('Nothing has changed');
  });

  it('of withheld text alone tells the provider nothing', () => {
    const decision = amend({ riskSummary: 'Low. [[Other.]]' });
    expect(amendmentIn(decision)).toMatchObject({ isWithheld: true, changes: [] });
    expect(decision.events).toMatchObject([{ data: { changed: [] } }]);
    expect(JSON.stringify(decision.children)).not.toContain('Other');
  });

  it('ends with the referral', () => {
    for (const status of ['declined', 'withdrawn', 'ended'] as const) expect(() => amend({ reason: 'x' }, { status })).toThrow('can no longer be changed');
  });
});

describe('two who amend at once', () => {
  it('each keep their own: what the second left alone becomes the newer answer', () => {
    const first = amendmentIn(amend({ reason: 'Debt', completeBy: day('2026-11-01') }));
    const current = { ...content, reason: 'Debt', completeBy: day('2026-11-01') };
    const typed = { ...content, completeBy: day('2026-10-01'), accessNeeds: 'Ramp' };
    const merged = mergeTyped(typed, current, { since: [first], wording });
    expect(merged.content).toMatchObject({ reason: 'Debt', completeBy: '2026-10-01', accessNeeds: 'Ramp' });
    expect(merged.clashes.map((each) => each.field)).toEqual(['completeBy']);
  });
});

describe('a waiting referral', () => {
  const allocation: AllocationFacts = { id: 'l1', now, by: 'u1', onContract: ['o2'], isPrime: true };
  const give = (organisationId: string, over: Partial<AllocationFacts> = {}, row: Partial<Referral> = {}) => allocateReferral({ ...referral, ...row }, { organisationId, reason: 'Nearer' }, { ...allocation, ...over });

  it('is given to an organisation on its contract while it waits', () => {
    expect(give('o2')).toMatchObject({ changes: { deliveringOrganisationId: 'o2' }, events: [{ type: 'referrals.allocated', data: { deliveringOrganisationId: 'o2' } }] });
    expect(() => give('o3')).toThrow('on this contract');
    expect(() => give('o1')).toThrow('has the referral already');
    expect(() => give('o2', {}, { status: 'accepted' })).toThrow('waiting for an answer');
  });

  it('is given back by a subcontractor to the prime alone', () => {
    expect(give('o1', { isPrime: false }, { deliveringOrganisationId: 'o2' }).changes).toEqual({ deliveringOrganisationId: 'o1' });
    expect(() => give('o3', { isPrime: false, onContract: ['o2', 'o3'] }, { deliveringOrganisationId: 'o2' })).toThrow('back to the lead provider only');
  });
});
