import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import type { ContractStatus } from '../contracts.public.js';
import { closeToReferrals, contractStatuses, finishContract, goLive, referralWindow, reopenToReferrals, type Contract } from './contract.js';
import { addSubcontractor, type Subcontractor } from './supply-chain.js';

const made: Contract = {
  id: 'contract-1',
  reference: 'PRJ_1001',
  title: 'Accommodation in Kent',
  lotId: 'lot-1',
  primeOrganisationId: 'prime',
  primeName: 'Harbour Light',
  serviceTypeCode: 'ACC',
  publishedType: null,
  areaCodes: ['kent'],
  regionCode: 'K',
  regionCodes: ['K'],
  takesMen: true,
  takesWomen: true,
  minimumAge: 18,
  maximumAge: null,
  takesCustody: true,
  takesCommunity: true,
  status: 'mobilising',
  statusReason: null,
  termFrom: day('2026-06-01'),
  termTo: day('2028-05-31'),
  referralsFrom: day('2026-06-15'),
  referralsTo: null,
  description: '',
  attendance: [],
  languages: [],
  capacityAskedOn: null,
  ground: 'urgency',
  groundReason: 'The last provider closed',
  staleAnswers: [],
  staleReason: null,
};
const inState = (status: ContractStatus): Contract => ({ ...made, status });
const ready = { today: day('2026-06-10'), hasApprovedRateCard: true };
const joining: Subcontractor = { id: 'link-1', contractId: 'contract-1', organisationId: 'second', name: 'Second Spring', role: null, sharePercent: 30, worksFrom: null, worksTo: null };

describe('a contract goes live', () => {
  it('once its rate card is approved and its term has begun, and says so', () => {
    const { changes, events } = goLive(made, ready);
    expect(changes).toEqual({ status: 'live', statusReason: null });
    expect(events).toEqual([{ type: 'contracts.status-changed', data: { contractId: 'contract-1', reference: 'PRJ_1001', status: 'live', primeOrganisationId: 'prime', regionCodes: ['K'] } }]);
  });

  it('not without an approved rate card', () => expect(ruleOf(() => goLive(made, { ...ready, hasApprovedRateCard: false }))).toBe('rate-card-missing'));

  it('not before its term, but on its first day', () => {
    expect(ruleOf(() => goLive(made, { ...ready, today: day('2026-05-31') }))).toBe('term-not-begun');
    expect(ruleOf(() => goLive(made, { ...ready, today: day('2026-06-01') }))).toBeNull();
  });

  it('not after its term, but on its last day', () => {
    expect(ruleOf(() => goLive(made, { ...ready, today: day('2028-06-01') }))).toBe('term-over');
    expect(ruleOf(() => goLive(made, { ...ready, today: day('2028-05-31') }))).toBeNull();
  });

  it.each(contractStatuses.filter((status) => status !== 'mobilising'))('not when it is %s', (status) => expect(ruleOf(() => goLive(inState(status), ready))).toBe('not-now'));
});

describe('a live contract', () => {
  it('can be closed to referrals for a reason and opened again', () => {
    expect(closeToReferrals(inState('live'), 'No staff').changes).toEqual({ status: 'closed-to-referrals', statusReason: 'No staff' });
    expect(reopenToReferrals(inState('closed-to-referrals')).changes).toEqual({ status: 'live', statusReason: null });
  });

  it('ends once, and a listed one never does', () => {
    expect(finishContract(inState('live'), 'end', 'Its term is over').changes).toMatchObject({ status: 'ended' });
    expect(ruleOf(() => finishContract(inState('ended'), 'terminate', 'x'))).toBe('not-now');
    expect(ruleOf(() => finishContract(inState('listed'), 'end', 'x'))).toBe('not-now');
  });

  it('may be terminated before it went live', () => expect(finishContract(made, 'terminate', 'The provider withdrew').changes).toMatchObject({ status: 'terminated' }));
});

describe('referrals', () => {
  it('are taken while a contract is live, until its term ends at the latest', () => {
    expect(referralWindow(inState('live'))).toEqual({ from: '2026-06-15', to: '2028-05-31' });
    expect(referralWindow({ ...inState('live'), referralsTo: day('2027-12-31') })).toEqual({ from: '2026-06-15', to: '2027-12-31' });
  });

  it.each(contractStatuses.filter((status) => status !== 'live'))('are not taken when it is %s', (status) => expect(referralWindow(inState(status)).from).toBeNull());
});

describe('a subcontractor', () => {
  it('joins the supply chain', () => expect(addSubcontractor(made, joining, []).children).toEqual([{ child: 'supplyChain', insert: [joining] }]));
  it('is not the prime', () => expect(ruleOf(() => addSubcontractor(made, { ...joining, organisationId: 'prime' }, []))).toBe('prime-is-not-subcontractor'));
  it('joins once', () => expect(ruleOf(() => addSubcontractor(made, joining, [joining]))).toBe('already-on-contract'));

  it('cannot take the shares of all above the whole', () => {
    const others = [{ ...joining, id: 'link-2', organisationId: 'third', sharePercent: 71 }];
    expect(ruleOf(() => addSubcontractor(made, joining, others))).toBe('share-too-large');
    expect(ruleOf(() => addSubcontractor(made, { ...joining, sharePercent: 29 }, others))).toBeNull();
  });

  it('does not leave before it comes', () => {
    expect(ruleOf(() => addSubcontractor(made, { ...joining, worksFrom: day('2026-07-02'), worksTo: day('2026-07-01') }, []))).toBe('works-order');
  });
});
