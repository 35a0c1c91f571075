import { describe, expect, it } from '@jest/globals';
import { minutesToType, overLimits } from './typing-time.js';

describe('the time a referral takes to type', () => {
  const limits = { screens: 12, minutes: 4 };

  it('is 200 characters a minute', () => {
    expect([minutesToType(0), minutesToType(200), minutesToType(650)]).toEqual([0, 1, 3.25]);
  });

  it('may be four minutes, and not a character more', () => {
    expect(overLimits({ screens: 12, characters: 800 }, limits)).toEqual([]);
    expect(overLimits({ screens: 12, characters: 801 }, limits)).toEqual(['801 characters take 4.005 minutes to type, and at most 4 are allowed']);
  });

  it('goes with at most twelve screens', () => {
    expect(overLimits({ screens: 13, characters: 0 }, limits)).toEqual(['13 screens, and at most 12 are allowed']);
  });
});
