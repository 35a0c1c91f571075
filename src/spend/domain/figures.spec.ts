import { describe, expect, it } from '@jest/globals';
import type { Month } from '#libs/kernel';
import { definitions, figuresBy, figuresOf, type Counted } from './figures.js';

const may = '2026-05' as Month;
const june = '2026-06' as Month;
const row = (over: Partial<Counted>): Counted => ({
  month: may, regionCode: 'C', serviceTypeCode: 'ACC', earnedPence: 0, invoicedPence: 0, paidPence: 0, started: 0, completed: 0, ...over,
});
const rows = [
  row({ earnedPence: 500_00, invoicedPence: 400_00, paidPence: 100_00, started: 2, completed: 1 }),
  row({ month: june, earnedPence: 500_00, started: 1 }),
];

describe('spend', () => {
  it('adds up what was earned, invoiced and paid, and shares what was earned: £1,000.00 over three starts is £333.33 each', () => {
    expect(figuresOf(rows)).toEqual({
      earnedPence: 1_000_00, invoicedPence: 400_00, paidPence: 100_00, started: 3, completed: 1, costPerStartPence: 333_33, costPerCompletionPence: 1_000_00,
    });
  });

  it('has no cost per case where no case started', () => {
    expect(figuresOf([row({ earnedPence: 75_00 })])).toMatchObject({ earnedPence: 75_00, costPerStartPence: null, costPerCompletionPence: null });
  });

  it('is shown for every month, those without any as well', () => {
    const months = figuresBy(rows, 'month', [may, june, '2026-07' as Month]);
    expect(months.map(({ value, figures }) => [value, figures.earnedPence, figures.costPerStartPence])).toEqual([[may, 500_00, 250_00], [june, 500_00, 500_00], ['2026-07', 0, null]]);
  });

  it('defines every figure it shows', () => expect(Object.keys(definitions).sort()).toEqual(Object.keys(figuresOf([])).sort()));
});
