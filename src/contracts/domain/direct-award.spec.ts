import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { refusalOf } from '../../../test/support/rules.js';
import type { Eligibility, LotSummary } from '../../lots/lots.public.js';
import type { StandingConcern } from '../../providers/providers.public.js';
import { awardDirectly, type AwardFacts, type DirectAward } from './direct-award.js';

const lot: LotSummary = {
  id: 'lot-1',
  vehicleCode: 'PSDF',
  title: 'Accommodation in Kent and Sussex',
  serviceTypeCode: 'ACC',
  areaCodes: ['kent', 'sussex'],
  regionCodes: ['K'],
  cohort: { takesMen: true, takesWomen: false, minimumAge: 18, maximumAge: 25, takesCustody: false, takesCommunity: true },
  annualValueFromPence: 10_000_000,
  annualValueToPence: 20_000_000,
  startsOn: day('2026-07-01'),
  endsOn: day('2028-06-30'),
  status: 'awarded',
};
const able: Eligibility = { providerId: 'able', name: 'Harbour Light', reasonsNot: [] };
const unable: Eligibility = { providerId: 'unable', name: 'Stepwise', reasonsNot: ['It is not admitted for accommodation in Sussex', 'Its financial band is too small'] };
const facts: AwardFacts = { id: 'contract-1', lot, eligibility: [able, unable], referenceTaken: false, standing: { concerns: [], shareCodeIsLatest: null } };
const award: DirectAward = { lotId: 'lot-1', providerId: 'able', ground: 'only-capable-provider', reason: 'Nobody else could deliver it', reference: 'PRJ_5430' };

const refusal = (change: Partial<DirectAward>, known: Partial<AwardFacts> = {}) => refusalOf(() => awardDirectly({ ...award, ...change }, { ...facts, ...known }));

describe('a direct award', () => {
  it('makes a mobilising contract with the lot’s service, areas, cohort and term', () => {
    const { row, events } = awardDirectly(award, facts);
    expect(row).toMatchObject({
      reference: 'PRJ_5430',
      title: 'Accommodation in Kent and Sussex',
      lotId: 'lot-1',
      primeOrganisationId: 'able',
      primeName: 'Harbour Light',
      areaCodes: ['kent', 'sussex'],
      regionCode: 'K',
      takesWomen: false,
      maximumAge: 25,
      status: 'mobilising',
      termFrom: '2026-07-01',
      termTo: '2028-06-30',
      referralsFrom: '2026-07-01',
      referralsTo: null,
      ground: 'only-capable-provider',
      groundReason: 'Nobody else could deliver it',
      staleAnswers: [],
      staleReason: null,
    });
    expect(events).toEqual([{ type: 'contracts.contract-made', data: { contractId: 'contract-1', reference: 'PRJ_5430', lotId: 'lot-1', primeOrganisationId: 'able', regionCodes: ['K'] } }]);
  });

  it('is refused to a provider who could not deliver the lot, saying why', () => {
    const refused = refusal({ providerId: 'unable' });
    expect(refused).toMatchObject({ rule: 'not-eligible', field: 'providerId' });
    expect(refused?.message).toBe('Stepwise could not deliver this lot. It is not admitted for accommodation in Sussex. Its financial band is too small');
  });

  it('is refused to someone who is not a member at all', () => expect(refusal({ providerId: 'stranger' })?.rule).toBe('not-eligible'));
  it('needs a reason', () => expect(refusal({ reason: ' \n' })?.rule).toBe('reason-missing'));
  it('needs a reference of its own', () => expect(refusal({}, { referenceTaken: true })?.rule).toBe('reference-taken'));
  it.each(['', 'A', 'PRJ 5430', '<b>', 'x'.repeat(61)])('cannot be called "%s"', (reference) => expect(refusal({ reference })?.rule).toBe('reference-format'));
  it.each(['PRJ_5430', 'DN545200', 'CCS_0001', 'WA/2026-1'])('can be called %s', (reference) => expect(refusal({ reference })).toBeNull());
  it('ends after it begins', () => expect(refusal({ termFrom: day('2026-07-01'), termTo: day('2026-07-01') })?.rule).toBe('term-order'));

  it('opens and closes to referrals within its term', () => {
    expect(refusal({ referralsFrom: day('2026-06-30') })?.rule).toBe('referrals-outside-term');
    expect(refusal({ referralsTo: day('2028-07-01') })?.rule).toBe('referrals-outside-term');
    expect(refusal({ referralsFrom: day('2026-08-01'), referralsTo: day('2026-07-31') })?.rule).toBe('referrals-outside-term');
    expect(refusal({ referralsFrom: day('2026-08-01'), referralsTo: day('2028-06-30') })).toBeNull();
  });
});

describe('answers a provider gave long ago', () => {
  const stale: StandingConcern = { questionCode: 'safeguarding-policy', label: 'Do you have a safeguarding policy?', concern: 'stale', saidOn: day('2025-01-31'), monthsOld: 17, expiresOn: null };
  const expired: StandingConcern = { questionCode: 'insurance-expiry', label: 'When does your insurance expire?', concern: 'expired', saidOn: day('2025-05-01'), monthsOld: 13, expiresOn: day('2026-05-31') };

  it('stop the award while no reason is given, and are kept with it once there is one', () => {
    const standing = { concerns: [stale], shareCodeIsLatest: null };
    expect(refusal({}, { standing })).toMatchObject({ rule: 'answers-stale', field: 'staleReason' });
    expect(refusal({ staleReason: ' \n' }, { standing })?.message).toContain('Do you have a safeguarding policy? Said on 31 January 2025');
    const { row } = awardDirectly({ ...award, staleReason: 'Confirmed by telephone' }, { ...facts, standing });
    expect(row).toMatchObject({ staleAnswers: ['Do you have a safeguarding policy? Said on 31 January 2025'], staleReason: 'Confirmed by telephone' });
  });

  it('stop the award for good once evidence has run out, whatever the reason', () => {
    const refused = refusal({ staleReason: 'It is urgent' }, { standing: { concerns: [stale, expired], shareCodeIsLatest: null } });
    expect(refused).toMatchObject({ rule: 'answers-expired', field: 'providerId' });
    expect(refused?.message).toContain('When does your insurance expire? It ran out on 31 May 2026');
  });

  it('include what was imported, once newer information has been shared', () => {
    expect(refusal({}, { standing: { concerns: [], shareCodeIsLatest: false } })?.rule).toBe('answers-stale');
    expect(refusal({}, { standing: { concerns: [], shareCodeIsLatest: true } })).toBeNull();
  });

  it('leave a reason out that nothing asks for', () => {
    expect(awardDirectly({ ...award, staleReason: 'Typed before the provider confirmed' }, facts).row).toMatchObject({ staleAnswers: [], staleReason: null });
  });
});
