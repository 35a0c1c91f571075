import { formatPounds } from '#libs/kernel';
import type { NamedCategory } from '../application/priceable-categories.js';
import { MILESTONES, type Milestone, type RateRule } from '../contracts.public.js';
import { boxOf, boxesOf } from './rate-card.forms.js';

/** How a rate card's state reads, and the colour of its tag. */
export const rateCardTags = {
  draft: { text: 'To be approved', colour: 'yellow' },
  approved: { text: 'Approved', colour: 'green' },
  superseded: { text: 'Superseded', colour: 'grey' },
} as const;

/** The steps of delivery that can be paid for, in plain English. */
export const milestoneNames: Readonly<Record<Milestone, string>> = {
  accepted: 'Referral accepted',
  'assessment-attended': 'Initial assessment attended',
  'plan-approved': 'Plan approved',
  started: 'Started: first session attended',
  'session-attended': 'Each session attended',
  'ended-completed': 'Service completed',
  'report-submitted': 'End of service report submitted',
};

/** One amount: its box, what it is for in words, and what is already there. */
interface Amount {
  readonly box: string;
  readonly label: string;
  readonly shown: string;
}

/** The prices of one category in two parts: steps by level, and outcomes. */
export interface PriceTables {
  readonly code: string;
  readonly name: string;
  readonly levels: readonly string[];
  readonly steps: readonly { readonly name: string; readonly amounts: readonly Amount[] }[];
  readonly outcomes: readonly Amount[];
  readonly isPriced: boolean;
}

/** The price tables of a contract's categories, filled with the rules there are. */
export function priceTables(categories: readonly NamedCategory[], rules: readonly RateRule[]): PriceTables[] {
  const amounts = boxesOf(rules);
  return categories.map((category) => {
    const { code: categoryCode, name, levels } = category;
    const amount = (box: string, label: string): Amount => ({ box, label, shown: amounts[box] === undefined ? '' : formatPounds(amounts[box]) });
    const steps = MILESTONES.map((milestone) => ({
      name: milestoneNames[milestone],
      amounts: levels.map((level) => amount(boxOf({ kind: 'unit', categoryCode, milestone, levelCode: level.code }), level.name)),
    }));
    const wanted = [{ code: null, name: 'Any outcome without its own price' }, ...category.outcomes];
    const outcomes = wanted.map((outcome) => amount(boxOf({ kind: 'outcome', categoryCode, outcomeCode: outcome.code }), outcome.name));
    const isPriced = rules.some((rule) => rule.categoryCode === categoryCode);
    return { code: categoryCode, name, levels: levels.map((level) => level.name), steps, outcomes, isPriced };
  });
}

/** "20% VAT is added", or what rates there are. */
export function vatInWords(rules: readonly RateRule[]): string {
  const rates = [...new Set(rules.map((rule) => rule.vatBasisPoints))].sort((a, b) => a - b);
  if (rates.every((rate) => rate === 0)) return 'No VAT is added';
  return `${rates.map((rate) => `${rate / 100}%`).join(' or ')} VAT is added`;
}
