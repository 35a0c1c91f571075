import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '#libs/kernel';
import { refusalOf } from '../../../test/support/rules.js';
import type { NamedCategory } from '../application/priceable-categories.js';
import { boxesOf, rulesFrom } from './rate-card.forms.js';

const levels = [
  { code: 'LOW', name: 'Low' },
  { code: 'HIGH', name: 'High' },
];
const outcomes = [{ code: 'accommodation-kept', name: 'Keeps a home' }];
const accommodation: NamedCategory = { code: 'accommodation', name: 'Accommodation', levels, outcomes, levelCodes: ['LOW', 'HIGH'], outcomeCodes: ['accommodation-kept'] };

describe('the prices typed into a rate card', () => {
  it('become rules of the steps, levels and outcomes they stand beside; empty boxes pay nothing', () => {
    const typed = {
      'amount-accommodation.LOW.accepted': '£1,250',
      'amount-accommodation.HIGH.accepted': ' 99.5 ',
      'amount-accommodation.LOW.started': ' ',
      'amount-accommodation.outcome.any': '300',
      'amount-accommodation.outcome.accommodation-kept': '500.00',
      'amount-lifestyle.LOW.accepted': '1',
    };
    expect(rulesFrom(typed, [accommodation], 2000)).toEqual([
      { kind: 'unit', lineage: 'unit.accepted.accommodation.LOW', categoryCode: 'accommodation', milestone: 'accepted', levelCode: 'LOW', amountPence: 125_000, vatBasisPoints: 2000 },
      { kind: 'unit', lineage: 'unit.accepted.accommodation.HIGH', categoryCode: 'accommodation', milestone: 'accepted', levelCode: 'HIGH', amountPence: 9_950, vatBasisPoints: 2000 },
      { kind: 'outcome', lineage: 'outcome.accommodation.any', categoryCode: 'accommodation', outcomeCode: null, amountPence: 30_000, vatBasisPoints: 2000 },
      { kind: 'outcome', lineage: 'outcome.accommodation.accommodation-kept', categoryCode: 'accommodation', outcomeCode: 'accommodation-kept', amountPence: 50_000, vatBasisPoints: 2000 },
    ]);
  });

  it('are all named when they are not money', () => {
    const wrong = { 'amount-accommodation.LOW.accepted': 'ten', 'amount-accommodation.outcome.any': '1.234', 'amount-accommodation.HIGH.accepted': '5' };
    const refused = refusalOf(() => rulesFrom(wrong, [accommodation], 0), InvalidInput);
    expect(refused?.errors.map((error) => error.field)).toEqual(['amount-accommodation.LOW.accepted', 'amount-accommodation.outcome.any']);
  });

  it('come back into their boxes', () => {
    const typed = { 'amount-accommodation.LOW.accepted': '12.34', 'amount-accommodation.outcome.any': '300' };
    expect(boxesOf(rulesFrom(typed, [accommodation], 0))).toEqual({ 'amount-accommodation.LOW.accepted': 1_234, 'amount-accommodation.outcome.any': 30_000 });
  });
});
