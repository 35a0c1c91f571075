import { describe, expect, it } from '@jest/globals';
import { chooseService, countInWords, inOrder, setRule, type Candidate, type NewRule } from './best-eligible.js';

const candidate = (reference: string, more: Partial<Candidate> = {}): Candidate => ({ contractId: reference.toLowerCase(), reference, provider: reference, places: 10, live: 0, sent: 0, ...more });
const rota = { kind: 'rota', contractIds: [] } as const;
const order = (rule: Parameters<typeof inOrder>[0], candidates: readonly Candidate[]) => inOrder(rule, candidates).map((each) => each.reference);

describe('a rota', () => {
  it('takes the service that got the fewest for each of its places', () => {
    // 4 of 20 places is less than 3 of 10: 0.2 against 0.3.
    expect(order(rota, [candidate('A', { sent: 3, places: 10 }), candidate('B', { sent: 4, places: 20 })])).toEqual(['B', 'A']);
  });

  it('breaks a tie by reference, whatever order the services come in', () => {
    const [a, b, c] = [candidate('A', { sent: 1, places: 5 }), candidate('B', { sent: 2, places: 10 }), candidate('C')];
    expect([order(rota, [b, a, c]), order(rota, [c, b, a])]).toEqual([['C', 'A', 'B'], ['C', 'A', 'B']]);
  });

  it('counts a service without a limit as large as the largest of the others', () => {
    expect(order(rota, [candidate('A', { places: null, sent: 5 }), candidate('B', { places: 20, sent: 6 }), candidate('C', { places: 4, sent: 1 })])).toEqual(['A', 'C', 'B']);
    expect(order(rota, [candidate('A', { places: null, sent: 2 }), candidate('B', { places: null, sent: 1 })])).toEqual(['B', 'A']);
  });

  it('passes over a full service, and answers none when all are full', () => {
    const full = candidate('A', { places: 1, live: 1 });
    expect(chooseService(rota, [full, candidate('B', { sent: 9 })])?.reference).toBe('B');
    expect(chooseService(rota, [full])).toBeNull();
    expect(chooseService(rota, [candidate('A', { places: 0 })])).toBeNull();
  });
});

describe('a ranked choice', () => {
  it('goes by the order given, then by reference for services nobody put in it', () => {
    const ranked = { kind: 'ranked', contractIds: ['c', 'a'] } as const;
    const all = [candidate('A'), candidate('D'), candidate('B'), candidate('C', { places: 1, live: 1 })];
    expect(order({ ...ranked, contractIds: [...ranked.contractIds] }, all)).toEqual(['C', 'A', 'B', 'D']);
    expect(chooseService({ kind: 'ranked', contractIds: ['c', 'a'] }, all)?.reference).toBe('A');
  });

  it('needs an order of services there are, each once', () => {
    const rule: NewRule = { id: 'r', areaCode: 'C', regionCode: 'C', serviceTypeCode: 'ACC', kind: 'ranked', contractIds: [], setBy: 'u', setAt: new Date(0), known: ['a', 'b'] };
    expect(() => setRule(rule)).toThrow('at least one');
    expect(() => setRule({ ...rule, contractIds: ['a', 'a'] })).toThrow('one place');
    expect(() => setRule({ ...rule, contractIds: ['x'] })).toThrow('of this type');
    expect(setRule({ ...rule, kind: 'rota', contractIds: ['x'] }).row.contractIds).toEqual([]);
  });
});

it('switched off chooses nothing', () => {
  expect(chooseService({ kind: 'off', contractIds: ['a'] }, [candidate('A')])).toBeNull();
});

it('says what each got', () => {
  expect(countInWords(candidate('A', { sent: 1, places: 3, live: 1 }))).toBe('1 referral in the last 90 days, 2 of 3 places free');
});
