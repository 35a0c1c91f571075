import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { versionOn, type CategoryVersion } from './service-category.js';

const version = (number: number, from: string): CategoryVersion => ({
  code: `accommodation-${number}`,
  categoryCode: 'accommodation',
  number,
  effectiveFrom: day(from),
  outcomes: [],
  levels: [],
});
const versions = [version(2, '2026-04-01'), version(1, '2021-06-26')];

describe('the version of a category in force', () => {
  it('is the first until the second takes effect', () => expect(versionOn(versions, 'accommodation', day('2026-03-31'))?.number).toBe(1));
  it('is the second from the day it takes effect', () => expect(versionOn(versions, 'accommodation', day('2026-04-01'))?.number).toBe(2));
  it('is none before the first', () => expect(versionOn(versions, 'accommodation', day('2021-06-25'))).toBeNull());
  it('is never another category’s', () => expect(versionOn(versions, 'lifestyle', day('2026-04-01'))).toBeNull());
});
