import { describe, expect, it } from '@jest/globals';
import { ruleOf } from '../../../test/support/rules.js';
import {
  addMember, agreeToTerms, basisPointsIn, changeTerms, consortiumBlockers, consortiumParts, declineTerms, percent, removeMember, type NamedMember, type TermsFacts,
} from './consortium.js';

const now = new Date('2026-05-05T10:00:00Z');
const application = { id: 'a1', providerId: 'lead', status: 'draft', isConsortium: true, categoryCodes: ['accommodation', 'family'], areaCodes: ['C', 'kent'] };
const facts: TermsFacts = { application, isInside: (code, outer) => code === 'leeds' && outer === 'C', actorId: 'u1', now };
const newcomer = { ...facts, isRegistered: true, isMember: false };
const terms = { shareBasisPoints: 3_000, categoryCodes: ['family'], areaCodes: ['leeds'] };
const lead: NamedMember = {
  ...{ id: 'm1', applicationId: 'a1', providerId: 'lead', leadProviderId: 'lead', name: 'Lead Trust', shareBasisPoints: 7_000, categoryCodes: ['accommodation', 'family'], areaCodes: ['kent'] },
  ...{ agreedAt: now, agreedBy: 'u1', declinedAt: null, declineReason: null },
};
const partner: NamedMember = { ...lead, ...terms, id: 'm2', providerId: 'p2', name: 'Second Trust', agreedAt: null, agreedBy: null };
const agreed: NamedMember = { ...partner, agreedAt: now, agreedBy: 'u2' };

describe('who is in a consortium', () => {
  it('an organisation is asked on its terms; the lead agrees to its own part by stating it', () => {
    const asked = addMember({ ...terms, id: 'm2', providerId: 'p2' }, newcomer);
    expect(asked.row).toMatchObject({ leadProviderId: 'lead', agreedAt: null, shareBasisPoints: 3_000 });
    expect(asked.events?.[0]).toEqual({ type: 'providers.consortium-invited', data: { memberId: 'm2', applicationId: 'a1', providerId: 'lead', invitedId: 'p2' } });
    const own = addMember({ ...terms, id: 'm1', providerId: 'lead' }, newcomer);
    expect([own.row.agreedBy, own.events]).toEqual(['u1', undefined]);
  });

  it('is registered, once, and delivers only what the application asks for', () => {
    const add = (change: object, more: object = {}) => ruleOf(() => addMember({ ...terms, id: 'm2', providerId: 'p2', ...change }, { ...newcomer, ...more }));
    expect(add({}, { isRegistered: false })).toBe('organisation-unknown');
    expect(add({}, { isMember: true })).toBe('already-in-consortium');
    expect(add({ categoryCodes: ['women'] })).toBe('category-unknown');
    expect(add({ areaCodes: ['durham'] })).toBe('area-unknown');
    expect(add({ areaCodes: [] })).toBe('area-missing');
    expect([add({ shareBasisPoints: 0 }), add({ shareBasisPoints: 10_001 }), add({ shareBasisPoints: 1.5 })]).toEqual(['share-format', 'share-format', 'share-format']);
  });

  it('changes only while the application is a draft, made by a consortium', () => {
    const submitted = { ...facts, application: { ...application, status: 'submitted' } };
    expect(ruleOf(() => changeTerms(partner, terms, submitted))).toBe('not-now');
    expect(ruleOf(() => agreeToTerms(partner, submitted))).toBe('not-now');
    expect(ruleOf(() => removeMember(partner, submitted.application))).toBe('not-now');
    expect(ruleOf(() => agreeToTerms(partner, { ...facts, application: { ...application, isConsortium: false } }))).toBe('not-a-consortium');
  });
});

describe('agreeing', () => {
  it('is asked again when the terms change, and not when nothing does', () => {
    expect(changeTerms(agreed, terms, facts)).toEqual({});
    const changed = changeTerms(agreed, { ...terms, shareBasisPoints: 2_000 }, facts);
    expect(changed.changes).toMatchObject({ agreedAt: null, agreedBy: null, shareBasisPoints: 2_000 });
    expect(changed.events?.[0]?.type).toBe('providers.consortium-invited');
    expect(changeTerms({ ...partner, declinedAt: now, declineReason: 'Too much' }, terms, facts).changes).toMatchObject({ declinedAt: null });
  });

  it('is said once, and can be taken back with a reason until submission', () => {
    expect(agreeToTerms(partner, { ...facts, actorId: 'u2' })).toMatchObject({ changes: { agreedAt: now, agreedBy: 'u2' }, events: [{ data: { providerId: 'p2', leadProviderId: 'lead' } }] });
    expect(agreeToTerms(agreed, facts)).toEqual({});
    expect(declineTerms(agreed, 'Too far away', facts).changes).toEqual({ agreedAt: null, agreedBy: null, declinedAt: now, declineReason: 'Too far away' });
    expect(ruleOf(() => declineTerms(partner, ' ', facts))).toBe('reason-missing');
    expect(ruleOf(() => declineTerms(lead, 'No', facts))).toBe('lead-stays');
  });
});

describe('submitting', () => {
  it('waits for shares of exactly 100 % and everyone’s agreement', () => {
    const asked = { ...application, isInside: facts.isInside };
    const said = (...members: NamedMember[]) => consortiumBlockers(members, asked).map((each) => each.message);
    expect(said(lead, agreed)).toEqual([]);
    expect(said()).toEqual(['Say what your own organisation does in the consortium', 'Add at least one other organisation to the consortium, or apply alone']);
    expect(said(lead, { ...partner, shareBasisPoints: 2_999 })).toEqual(['The shares of the consortium add up to 99.99%. They must add up to 100%', 'Second Trust has not agreed yet']);
    expect(said(lead, { ...partner, declinedAt: now, declineReason: 'No' })).toEqual(['Second Trust has declined: change its part, or remove it']);
    expect(said(agreed)).toContain('Say what your own organisation does in the consortium');
  });

  it('waits for parts that name no more than what is still applied for', () => {
    const left = (change: object) => consortiumBlockers([lead, agreed], { ...application, isInside: facts.isInside, ...change }).map((each) => each.message);
    expect(left({ categoryCodes: ['accommodation', 'family', 'women'] })).toEqual([]);
    expect(left({ categoryCodes: ['family'] })).toEqual(['The part of Lead Trust names categories or areas you no longer apply for: change its part']);
    expect(left({ areaCodes: ['kent'] })).toEqual(['The part of Second Trust names categories or areas you no longer apply for: change its part']);
  });

  it('asks for the union of what the members can each deliver, not for what none of them can', () => {
    const parts = consortiumParts([lead, agreed, { ...terms, categoryCodes: ['family'], areaCodes: ['C'] }], facts.isInside);
    expect(parts).toEqual([
      { categoryCode: 'accommodation', areaCode: 'kent' },
      { categoryCode: 'family', areaCode: 'kent' },
      { categoryCode: 'family', areaCode: 'C' },
    ]);
  });
});

it('shares are typed and shown as percentages', () => {
  expect(['25', '33.33%', '33.3', ' 100 %', '0.01'].map(basisPointsIn)).toEqual([2_500, 3_333, 3_330, 10_000, 1]);
  expect(['', 'a third', '33.333', '-5', '1e3'].map(basisPointsIn)).toEqual([null, null, null, null, null]);
  expect([percent(3_333), percent(10_000), percent(50)]).toEqual(['33.33%', '100%', '0.5%']);
});
