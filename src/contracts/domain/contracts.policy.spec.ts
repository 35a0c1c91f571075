import { describe, expect, it } from '@jest/globals';
import { within, type Actor } from '#libs/kernel';
import { contractPolicy, rateCardPolicy } from './contracts.policy.js';

const actor = (role: string, organisationId: string, areas: readonly string[] | 'all' = []): Actor => ({ id: 'a', name: 'A', roles: [{ role, organisationId, teamId: null, areas }], granted: [] });
const people = {
  'the region’s commissioner': actor('commissioner', 'north', ['A']),
  'another region’s commissioner': actor('commissioner', 'south', ['H']),
  'a national commissioner': actor('commissioner', 'national', 'all'),
  'the region’s approver': actor('approver', 'north', ['A']),
  'the prime’s manager': actor('provider-manager', 'prime'),
  'the prime’s finance officer': actor('provider-finance', 'prime'),
  'the prime’s caseworker': actor('caseworker', 'prime'),
  'a rival’s manager': actor('provider-manager', 'rival'),
  'a practitioner': actor('practitioner', 'north', ['A']),
} as const;
type Someone = keyof typeof people;
const contract = { regionCode: 'A', primeOrganisationId: 'prime', status: 'live' };
const card = (status: string) => ({ regionCode: 'A', primeOrganisationId: 'prime', status });
const reached = (line: (who: Actor) => Parameters<typeof within>[0], row: object): string[] => Object.entries(people).filter(([, who]) => within(line(who), row)).map(([name]) => name);

const officers: Someone[] = ['the region’s commissioner', 'a national commissioner', 'the region’s approver'];
const money: Someone[] = ['the prime’s manager', 'the prime’s finance officer'];

describe('who reaches a contract', () => {
  it('everyone reads what was published', () => expect(reached(contractPolicy['contract.read'], contract)).toHaveLength(9));
  it('its terms are for its parties', () => expect(reached(contractPolicy['contract.read-terms'], contract).sort()).toEqual([...officers, ...money].sort()));
  it('officers of the region decide about it', () => expect(reached(contractPolicy['contract.go-live'], contract)).toEqual(officers));
  it('the prime’s manager states capacity', () => expect(reached(contractPolicy['contract.state-capacity'], contract)).toEqual(['the prime’s manager']));
  it('nobody imports a register but the operator', () => expect(reached(contractPolicy['contract.import'], contract)).toEqual([]));
});

describe('who reaches a rate card', () => {
  it('an approved one: its parties', () => expect(reached(rateCardPolicy['rate-card.read'], card('approved')).sort()).toEqual([...officers, ...money].sort()));
  it('a draft: the officers alone', () => expect(reached(rateCardPolicy['rate-card.read'], card('draft'))).toEqual(officers));
  it('an approver of the region approves', () => expect(reached(rateCardPolicy['rate-card.approve'], card('draft'))).toEqual(['the region’s approver']));
});
