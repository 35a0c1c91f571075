import { describe, expect, it } from '@jest/globals';
import { parseMonth, type Month } from '#libs/kernel';
import { hasGone, monthToBill } from './billing-month.js';

const month = (text: string): Month => parseMonth(text) as Month;

describe('the month a line is billed in', () => {
  it('is the month it was earned, while that statement has not gone', () =>
    expect(monthToBill(month('2026-05'), [month('2026-04')])).toBe('2026-05'));
  it('is the next month when that statement has gone', () => expect(monthToBill(month('2026-05'), [month('2026-05')])).toBe('2026-06'));
  it('is the one after the last that has gone', () => expect(monthToBill(month('2025-11'), [month('2025-12'), month('2025-11')])).toBe('2026-01'));
});

it('a statement has gone once it is no longer a draft', () => {
  expect(hasGone('draft')).toBe(false);
  expect(hasGone('with-provider')).toBe(true);
  expect(hasGone('paid')).toBe(true);
});
