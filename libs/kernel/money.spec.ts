import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatPounds, parsePounds, share, sumPence } from './money.js';

describe('pounds', () => {
  it.each([['£1,250', 125000], ['99.5', 9950], ['12.30', 1230], [' 7 ', 700], ['0', 0], ['1000000000', 100000000000]])('"%s" is read', (text, pence) => expect(parsePounds(text)).toBe(pence));
  it.each(['', '-5', '1,25', '12.345', '1e3', '£', 'ten', '1000000000.01', '１２'])('"%s" is not an amount', (text) => expect(parsePounds(text)).toBeNull());

  it('print with pence and are read back the same', () => {
    expect(formatPounds(-1200)).toBe('-£12.00');
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (pence) => parsePounds(formatPounds(pence)) === pence));
  });
});

describe('a share of an amount', () => {
  it('rounds half a penny away from zero', () => expect([share(5, 1, 2), share(-5, 1, 2), share(10_001, 1, 4)]).toEqual([3, -3, 2500]));
  it('is exact where floating point is not', () => expect(share(9_007_199_254_740_991, 1, 1)).toBe(9_007_199_254_740_991));
  it('of a half, twice, is never further than a penny from the whole', () => {
    fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (pence) => Math.abs(sumPence([share(pence, 1, 2), share(pence, 1, 2)]) - pence) <= 1));
  });
});
