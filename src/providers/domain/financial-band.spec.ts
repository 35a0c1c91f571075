import { describe, expect, it } from '@jest/globals';
import type { BandRule } from '../providers.public.js';
import { bandArithmetic, bandName, faultOfBandRule, largestContract, whatWouldRaiseIt } from './financial-band.js';

/** Two fifths of turnover; bands to £100,000 and £2,500,000. */
const cautious: BandRule = { turnoverShareBasisPoints: 4_000, bandsPence: [100_000_00, 2_500_000_00] };
/** A third, as near as basis points come. */
const third: BandRule = { turnoverShareBasisPoints: 3_333, bandsPence: [100_00] };

describe('the largest annual contract', () => {
  it('is the share of turnover the rule says, rounded down to the penny', () => {
    expect(largestContract(450_000_00)).toBe(225_000_00);
    expect(largestContract(1_01)).toBe(50);
    expect(largestContract(450_000_00, cautious)).toBe(180_000_00);
    expect(largestContract(1_00, third)).toBe(33);
    expect(largestContract(0)).toBe(0);
  });

  it('has no limit above the last band, and the limit itself still counts', () => {
    expect(largestContract(10_000_000_00)).toBe(5_000_000_00);
    expect(largestContract(10_000_000_02)).toBeNull();
    expect(largestContract(6_250_000_00, cautious)).toBe(2_500_000_00);
    expect(largestContract(6_250_002_50, cautious)).toBeNull();
  });

  it('is exact for the largest amounts money can be', () => {
    expect(largestContract(1_000_000_000_00, { turnoverShareBasisPoints: 9_999, bandsPence: [1_000_000_000_00] })).toBe(999_900_000_00);
  });
});

describe('in words', () => {
  it('the arithmetic names the share, the amounts and the band', () => {
    expect(bandArithmetic(450_000_00)).toBe('Half of its turnover of £450,000 is £225,000: the largest annual contract it can take. The band is up to £250,000');
    expect(bandArithmetic(900_000_00, undefined, 'member')).toBe('Half of your turnover of £900,000 is £450,000: the largest annual contract you can take. The band is up to £1 million');
    expect(bandArithmetic(450_000_00, cautious)).toBe('40% of its turnover of £450,000 is £180,000: the largest annual contract it can take. The band is up to £2.5 million');
    expect(bandArithmetic(20_000_000_00)).toBe('Half of its turnover of £20,000,000 is £10,000,000, so there is no limit on the annual contracts it can take. The band is above £5 million');
    expect(bandName(100_000_01, cautious)).toBe('up to £2.5 million');
  });

  it('what would raise it is the turnover whose share is the next limit, in whole pounds', () => {
    // Half of 450,000 is 225,000; 250,000 needs 500,000 of turnover.
    expect(whatWouldRaiseIt(450_000_00)).toBe('With a turnover of £500,000 or more, it could take contracts worth £250,000 a year');
    expect(whatWouldRaiseIt(450_000_00, undefined, 'member')).toBe('With a turnover of £500,000 or more, you could take contracts worth £250,000 a year');
    // At 250,000 exactly the next limit is 1,000,000, which needs 2,000,000.
    expect(whatWouldRaiseIt(500_000_00)).toContain('With a turnover of £2,000,000 or more');
    // 100,000 is two fifths of 250,000.
    expect(whatWouldRaiseIt(0, cautious)).toContain('With a turnover of £250,000 or more');
    // 0.3333 × 300.03 = 99.999…, × 300.04 = 100.003…: the first whole pounds that reach £100 are 301.
    expect(whatWouldRaiseIt(300_03, third)).toContain('With a turnover of £301 or more');
  });

  it('nothing would raise what has no limit', () => {
    expect(whatWouldRaiseIt(10_000_000_00)).toBe('With a turnover of more than £10,000,000, there would be no limit');
    expect(whatWouldRaiseIt(20_000_000_00)).toBeNull();
  });
});

it('a rule that cannot be used says why', () => {
  expect(faultOfBandRule(cautious)).toBeNull();
  expect(faultOfBandRule({ ...cautious, turnoverShareBasisPoints: 0 })).toContain('share');
  expect(faultOfBandRule({ ...cautious, bandsPence: [] })).toContain('at least one');
  expect(faultOfBandRule({ ...cautious, bandsPence: [2_00, 2_00] })).toContain('larger');
});
