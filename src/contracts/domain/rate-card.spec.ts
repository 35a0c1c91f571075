import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import type { OutcomeRule, RateCard, RateRule, UnitRule } from '../contracts.public.js';
import {
  approveRateCard,
  draftRateCard,
  pricingRules,
  reviseRateCard,
  supersedeRateCard,
  validateRules,
  type DraftFacts,
  type PriceableCategory,
} from './rate-card.js';

const accommodation: PriceableCategory = {
  code: 'accommodation',
  name: 'Accommodation',
  levelCodes: ['LOW', 'HIGH'],
  outcomeCodes: ['accommodation-secured', 'accommodation-kept'],
};
const lifestyle: PriceableCategory = {
  code: 'lifestyle',
  name: 'Lifestyle and Associates',
  levelCodes: ['LOW', 'HIGH'],
  outcomeCodes: ['lifestyle-activity'],
};

const unit = (over: Partial<UnitRule> = {}): UnitRule => ({
  kind: 'unit',
  lineage: 'assessment-low',
  milestone: 'assessment-attended',
  categoryCode: 'accommodation',
  levelCode: 'LOW',
  amountPence: 185_00,
  vatBasisPoints: 2000,
  ...over,
});
const outcome = (over: Partial<OutcomeRule> = {}): OutcomeRule => ({
  kind: 'outcome',
  lineage: 'outcomes',
  categoryCode: 'accommodation',
  outcomeCode: null,
  amountPence: 300_00,
  vatBasisPoints: 2000,
  ...over,
});
const sound: readonly RateRule[] = [unit(), unit({ lineage: 'assessment-high', levelCode: 'HIGH', amountPence: 240_00 }), outcome()];

const facts = (over: Partial<DraftFacts> = {}): DraftFacts => ({
  id: 'card-1',
  contractId: 'contract-1',
  version: 1,
  effectiveFrom: day('2026-04-01'),
  rules: sound,
  categories: [accommodation],
  by: 'commissioner',
  now: new Date('2026-05-01T09:00:00Z'),
  ...over,
});
const draft = (over: Partial<DraftFacts> = {}): RateCard => draftRateCard(facts(over)).row;
const approval = { by: 'approver', now: new Date('2026-05-05T10:00:00Z'), today: day('2026-05-05'), previous: null };

const brokenBy = (rules: readonly RateRule[], categories = [accommodation]): string | null => ruleOf(() => validateRules(rules, categories));

describe('drafting a rate card', () => {
  it('keeps who drafted it and waits for approval', () => {
    expect(draft()).toMatchObject({ status: 'draft', version: 1, draftedBy: 'commissioner', approvedBy: null });
  });

  it('says so', () => {
    expect(draftRateCard(facts()).events).toEqual([
      { type: 'contracts.rate-card-drafted', data: { rateCardId: 'card-1', contractId: 'contract-1', version: 1, effectiveFrom: '2026-04-01' } },
    ]);
  });

  it('may be revised by its drafter, and by nobody else: two could otherwise approve each other’s figures', () => {
    expect(reviseRateCard(draft(), facts({ rules: [outcome()] })).changes).toMatchObject({ rules: [outcome()] });
    expect(ruleOf(() => reviseRateCard(draft(), facts({ by: 'colleague' })))).toBe('revised-by-drafter');
  });
});

describe('approving a rate card', () => {
  it('takes another officer', () => {
    const decided = approveRateCard(draft(), approval);
    expect(decided.changes).toMatchObject({ status: 'approved', approvedBy: 'approver' });
    expect(decided.events?.map((event) => event.type)).toEqual(['contracts.rate-card-approved']);
  });

  it('is refused to whoever drafted it', () => {
    expect(ruleOf(() => approveRateCard(draft(), { ...approval, by: 'commissioner' }))).toBe('approved-by-another');
  });

  it('happens once', () => {
    const approved: RateCard = { ...draft(), status: 'approved' };
    expect(ruleOf(() => approveRateCard(approved, approval))).toBe('not-now');
    expect(ruleOf(() => reviseRateCard(approved, facts()))).toBe('not-now');
  });

  it('may start a first version in the past, but not a later one', () => {
    const previous: RateCard = { ...draft(), status: 'approved' };
    const second = (from: string): RateCard => draft({ id: 'card-2', version: 2, effectiveFrom: day(from) });
    expect(ruleOf(() => approveRateCard(draft(), approval))).toBeNull();
    expect(ruleOf(() => approveRateCard(second('2026-05-05'), { ...approval, previous }))).toBe('not-backdated');
    expect(ruleOf(() => approveRateCard(second('2026-05-06'), { ...approval, previous }))).toBeNull();
  });

  it('retires the version before it, which still prices its own days', () => {
    const previous: RateCard = { ...draft({ rules: [outcome()] }), status: 'approved' };
    const retired: RateCard = { ...previous, ...supersedeRateCard(previous).changes };
    const waiting = draft({ id: 'card-2', version: 2 });
    expect(pricingRules([retired, waiting])).toEqual([{ ...outcome(), contractId: 'contract-1', version: 1, effectiveFrom: '2026-04-01' }]);
  });
});

describe('the rules of a rate card', () => {
  it('are sound when every category has a price at every level', () => expect(brokenBy(sound)).toBeNull());
  it('cannot be none', () => expect(brokenBy([])).toBe('no-rules'));

  it.each([0, -1, 100_000_01, 10.5])('cannot pay %p pence', (amountPence) => expect(brokenBy([outcome({ amountPence })])).toBe('amount-in-range'));
  it.each([1, 100_000_00])('can pay %p pence', (amountPence) => expect(brokenBy([outcome({ amountPence })])).toBeNull());
  it.each([-1, 10_001, 17.5])('cannot carry VAT of %p basis points', (vatBasisPoints) =>
    expect(brokenBy([outcome({ vatBasisPoints })])).toBe('vat-in-range'),
  );

  it('cannot price one milestone twice at one level', () => expect(brokenBy([...sound, unit({ lineage: 'again' })])).toBe('priced-once'));
  it('cannot price one outcome twice', () => expect(brokenBy([...sound, outcome({ lineage: 'again' })])).toBe('priced-once'));
  it('cannot share a lineage', () => expect(brokenBy([outcome(), outcome({ outcomeCode: 'accommodation-kept' })])).toBe('priced-once'));

  it('may price one outcome apart from the others', () => {
    expect(brokenBy([...sound, outcome({ lineage: 'secured', outcomeCode: 'accommodation-secured', amountPence: 500_00 })])).toBeNull();
  });

  it('cannot leave a category of the contract without a price', () =>
    expect(brokenBy(sound, [accommodation, lifestyle])).toBe('every-category-priced'));
  it('cannot price a milestone at one level only', () => expect(brokenBy([unit(), outcome()])).toBe('every-level-priced'));
  it('cannot price a category the contract does not provide', () =>
    expect(brokenBy([...sound, outcome({ lineage: 'x', categoryCode: 'lifestyle' })])).toBe('can-be-priced'));
  it('cannot price an outcome or a level the category does not have', () => {
    expect(brokenBy([outcome({ outcomeCode: 'lifestyle-activity' })])).toBe('can-be-priced');
    expect(brokenBy([unit({ levelCode: 'EXTREME' })])).toBe('can-be-priced');
  });

  it('are sound or not in whatever order they are written', () => {
    const written = fc.shuffledSubarray([...sound, unit({ lineage: 'again' }), outcome({ lineage: 'x', categoryCode: 'lifestyle' })], {
      minLength: 1,
    });
    fc.assert(fc.property(written, (rules) => expect(brokenBy(rules) === null).toBe(brokenBy([...rules].reverse()) === null)));
  });
});
