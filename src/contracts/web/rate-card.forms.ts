import { InvalidInput, parsePounds, type Day, type FieldError } from '#libs/kernel';
import { Choice, DayField } from '#libs/web';
import type { NamedCategory } from '../application/priceable-categories.js';
import { MILESTONES, type OutcomeRule, type RateRule, type UnitRule } from '../contracts.public.js';
import { withLineage } from '../domain/rate-rule.js';

/** The part of a rate card's form that is the same for every contract; its amounts are read by `rulesFrom`. */
export class RateCardForm {
  @DayField({ label: 'The day the prices take effect', required: 'Enter the day the prices take effect' }) effectiveFrom!: Day;
  @Choice({ required: 'Select the VAT rate', options: ['2000', '0'] }) vat!: '2000' | '0';
}

type Unpriced = Pick<UnitRule, 'kind' | 'categoryCode' | 'milestone' | 'levelCode'> | Pick<OutcomeRule, 'kind' | 'categoryCode' | 'outcomeCode'>;

/** Name of the box in which the amount of a rule is typed. */
export function boxOf(rule: Unpriced): string {
  const within = rule.kind === 'unit' ? `${rule.levelCode}.${rule.milestone}` : `outcome.${rule.outcomeCode ?? 'any'}`;
  return `amount-${rule.categoryCode}.${within}`;
}

/** Everything that can be priced on a contract, one box each: categories, then levels and steps, then outcomes. */
export function unpricedRules(categories: readonly NamedCategory[]): Unpriced[] {
  return categories.flatMap(({ code: categoryCode, levelCodes, outcomeCodes }) => [
    ...MILESTONES.flatMap((milestone) => levelCodes.map((levelCode) => ({ kind: 'unit' as const, categoryCode, milestone, levelCode }))),
    ...[null, ...outcomeCodes].map((outcomeCode) => ({ kind: 'outcome' as const, categoryCode, outcomeCode })),
  ]);
}

/** The rules of a posted form; empty boxes price nothing. Throws InvalidInput for every box that holds no amount of money. */
export function rulesFrom(body: unknown, categories: readonly NamedCategory[], vatBasisPoints: number): RateRule[] {
  const sent = { ...(body as Record<string, unknown> | null) };
  const errors: FieldError[] = [];
  const rules = unpricedRules(categories).flatMap((rule) => {
    const box = boxOf(rule);
    const typed = sent[box];
    const text = typeof typed === 'string' ? typed.trim() : '';
    if (text === '') return [];
    const amountPence = parsePounds(text);
    if (amountPence === null) errors.push({ field: box, message: 'Each price must be an amount of money, like 185 or 92.50' });
    return [withLineage({ ...rule, amountPence: amountPence ?? 0, vatBasisPoints })];
  });
  if (errors.length > 0) throw new InvalidInput(errors);
  return rules;
}

/** The amounts of a rate card as its form shows them, by box. */
export function boxesOf(rules: readonly RateRule[]): Record<string, number> {
  return Object.fromEntries(rules.map((rule) => [boxOf(rule), rule.amountPence]));
}
