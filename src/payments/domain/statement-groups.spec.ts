import { expect, it } from '@jest/globals';
import type { Earned } from './price.js';
import { groupLines } from './statement-groups.js';

const line = (earned: Earned, amountPence: number): { earned: Earned; amountPence: number; vatPence: number } => ({
  earned,
  amountPence,
  vatPence: amountPence / 5,
});
const times = (count: number, earned: Earned, amountPence: number): ReturnType<typeof line>[] =>
  Array.from({ length: count }, () => line(earned, amountPence));

it('a statement says how many of each thing at which price, in the order work happens', () => {
  const lines = [
    ...times(2, 'outcome-partly-achieved', 150_00),
    ...times(12, 'assessment-attended', 185_00),
    line('outcome-achieved', 300_00),
    line('assessment-attended', 240_00),
  ];
  expect(groupLines(lines).map((group) => group.words)).toEqual([
    '1 assessment × £240.00',
    '12 assessments × £185.00',
    '1 outcome achieved × £300.00',
    '2 outcomes partly achieved × £150.00',
  ]);
});

it('a group adds up: twelve at £185.00 are £2,220.00 and £444.00 VAT', () => {
  expect(groupLines(times(12, 'assessment-attended', 185_00))).toMatchObject([
    { count: 12, unitPence: 185_00, netPence: 2_220_00, vatPence: 444_00 },
  ]);
});

it('nothing earned is no group', () => expect(groupLines([])).toEqual([]));
