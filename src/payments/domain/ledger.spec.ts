import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { balances, postings, sumsToZero } from './ledger.js';

describe('a statement of £110.00 of which £10.00 is disputed, with VAT at a fifth', () => {
  const earned = postings({ kind: 'accrued', netPence: 110_00 });
  const agreed = postings({ kind: 'invoiced', netPence: 100_00, vatPence: 20_00 });
  const paid = postings({ kind: 'paid', netPence: 100_00, vatPence: 20_00 });

  it('is owed but not invoiced once earned', () => {
    expect(earned).toEqual([
      { account: 'cost', amountPence: 110_00 },
      { account: 'accrued', amountPence: -110_00 },
    ]);
  });

  it('is owed on an invoice once agreed; what is disputed stays accrued', () => {
    expect(balances([...earned, ...agreed])).toEqual({ cost: 110_00, vat: 20_00, accrued: -10_00, invoiced: -120_00, paid: 0 });
  });

  it('is owed no more once paid', () => {
    expect(balances([...earned, ...agreed, ...paid])).toEqual({ cost: 110_00, vat: 20_00, accrued: -10_00, invoiced: 0, paid: -120_00 });
  });

  it('counts the disputed line once, when the next statement carries it to its end', () => {
    const next = postings({ kind: 'invoiced', netPence: 10_00, vatPence: 2_00 });
    expect(balances([...earned, ...agreed, ...paid, ...next])).toEqual({ cost: 110_00, vat: 22_00, accrued: 0, invoiced: -12_00, paid: -120_00 });
  });
});

it('an entry leaves out accounts it does not touch', () => {
  expect(postings({ kind: 'invoiced', netPence: 100_00, vatPence: 0 }).map((posting) => posting.account)).toEqual([
    'accrued',
    'invoiced',
  ]);
});

it('every entry sums to zero, credits included', () => {
  const pence = fc.integer({ min: -10_000_000, max: 10_000_000 });
  fc.assert(
    fc.property(pence, pence, (netPence, vatPence) => {
      expect(sumsToZero(postings({ kind: 'accrued', netPence }))).toBe(true);
      expect(sumsToZero(postings({ kind: 'invoiced', netPence, vatPence }))).toBe(true);
      expect(sumsToZero(postings({ kind: 'paid', netPence, vatPence }))).toBe(true);
    }),
  );
});
