import { ensure, formatPounds, lifecycle, move, type Creation, type Day, type Decision, type DomainEvent, type Lifecycle } from '#libs/kernel';
import {
  RATE_CARD_APPROVED,
  RATE_CARD_DRAFTED,
  type PricingRule,
  type RateCard,
  type RateCardEventData,
  type RateCardStatus,
  type RateRule,
} from '../contracts.public.js';

/** What can happen to a rate card. */
export type RateCardAction = 'draft' | 'revise' | 'approve' | 'supersede';

/** A rate card's life: drafted, revised while a draft, approved by another officer, superseded by the next approved version. */
export const rateCardLifecycle: Lifecycle<RateCardStatus, RateCardAction> = lifecycle(['draft', 'approved', 'superseded'], {
  draft: { from: null, to: 'draft' },
  revise: { from: ['draft'], to: 'draft' },
  approve: { from: ['draft'], to: 'approved' },
  supersede: { from: ['approved'], to: 'superseded' },
});

const MOST_PENCE = 10_000_000; // £100,000 for one event is a slip of the keyboard
const MOST_BASIS_POINTS = 10_000;

/** What can be priced on a contract: its service type's categories, with the levels and outcomes of the versions it is specified to. */
export interface PriceableCategory {
  readonly code: string;
  readonly name: string;
  readonly levelCodes: readonly string[];
  readonly outcomeCodes: readonly string[];
}

/** What is known when a rate card is drafted; `version` is one more than the contract's latest. */
export interface DraftFacts {
  readonly id: string;
  readonly contractId: string;
  readonly version: number;
  readonly effectiveFrom: Day;
  readonly rules: readonly RateRule[];
  readonly categories: readonly PriceableCategory[];
  readonly by: string;
  readonly now: Date;
}

/** Drafts a version of a contract's rate card. Throws RuleBroken as `validateRules` does. */
export function draftRateCard(facts: DraftFacts): Creation<RateCard> {
  const { id, contractId, version, effectiveFrom, rules, categories, by, now } = facts;
  validateRules(rules, categories);
  const row: RateCard = {
    id,
    contractId,
    version,
    status: 'draft',
    effectiveFrom,
    rules,
    draftedBy: by,
    draftedAt: now,
    approvedBy: null,
    approvedAt: null,
  };
  return { row, events: [event(RATE_CARD_DRAFTED, row)] };
}

/** Replaces the rules of a draft, by its own drafter only, so that nobody approves figures of theirs. Throws RuleBroken `revised-by-drafter`. */
export function reviseRateCard(card: RateCard, facts: Pick<DraftFacts, 'effectiveFrom' | 'rules' | 'categories' | 'by' | 'now'>): Decision<RateCard> {
  move(rateCardLifecycle, 'revise', card.status, 'Only a draft rate card can be changed');
  ensure(facts.by === card.draftedBy, 'revised-by-drafter', 'Only the person who drafted a rate card can change it');
  validateRules(facts.rules, facts.categories);
  return { changes: { effectiveFrom: facts.effectiveFrom, rules: facts.rules, draftedAt: facts.now } };
}

/** What is known when a rate card is approved; `previous` is the contract's approved version, which this one supersedes. */
export interface ApprovalFacts {
  readonly by: string;
  readonly now: Date;
  readonly today: Day;
  readonly previous: RateCard | null;
}

/**
 * Approves a draft. Throws RuleBroken `approved-by-another` for its own drafter, `not-backdated` when it would change what past work already earned
 * (a first version may start in the past). The caller also applies `supersedeRateCard` to the previous version.
 */
export function approveRateCard(card: RateCard, { by, now, today, previous }: ApprovalFacts): Decision<RateCard> {
  const status = move(rateCardLifecycle, 'approve', card.status, 'Only a draft rate card can be approved');
  ensure(by !== card.draftedBy, 'approved-by-another', 'A rate card must be approved by someone other than the person who drafted it');
  if (previous) {
    // what was already earned, today included, keeps its price: recomputing a past day must give the same pence
    ensure(
      card.effectiveFrom > today,
      'not-backdated',
      'A new version must take effect tomorrow or later: earlier work keeps the price it had',
      'effectiveFrom',
    );
  }
  return { changes: { status, approvedBy: by, approvedAt: now }, events: [event(RATE_CARD_APPROVED, card)] };
}

/** Retires the approved version when the next is approved. It still prices the events before the next one's effective day. */
export function supersedeRateCard(card: RateCard): Decision<RateCard> {
  return { changes: { status: move(rateCardLifecycle, 'supersede', card.status, 'Only an approved rate card can be superseded') } };
}

/** The rules pricing reads from a contract's versions: all of every approved and superseded one, none of a draft. */
export function pricingRules(cards: readonly RateCard[]): PricingRule[] {
  return cards
    .filter((card) => card.status !== 'draft')
    .flatMap(({ contractId, version, effectiveFrom, rules }) => rules.map((rule) => ({ ...rule, contractId, version, effectiveFrom })));
}

/**
 * Checks the rules of one version.
 * Throws RuleBroken `no-rules`, `amount-in-range`, `vat-in-range`, `priced-once`, `can-be-priced`, `every-category-priced` or `every-level-priced`.
 */
export function validateRules(rules: readonly RateRule[], categories: readonly PriceableCategory[]): void {
  ensure(rules.length > 0, 'no-rules', 'A rate card needs at least one price', 'rules');
  for (const rule of rules) validateRule(rule, categories);
  ensurePricedOnce(rules);
  for (const category of categories) ensurePricedThroughout(rules, category);
}

function validateRule(rule: RateRule, categories: readonly PriceableCategory[]): void {
  const { amountPence, vatBasisPoints } = rule;
  const payable = Number.isInteger(amountPence) && amountPence > 0 && amountPence <= MOST_PENCE;
  ensure(payable, 'amount-in-range', `A price must be more than £0 and at most ${formatPounds(MOST_PENCE)}`, 'rules');
  const taxable = Number.isInteger(vatBasisPoints) && vatBasisPoints >= 0 && vatBasisPoints <= MOST_BASIS_POINTS;
  ensure(taxable, 'vat-in-range', 'A VAT rate must be between 0% and 100%', 'rules');
  const category = categories.find((each) => each.code === rule.categoryCode);
  ensure(category, 'can-be-priced', `This contract does not provide ${rule.categoryCode}`, 'rules');
  if (rule.kind === 'unit')
    ensure(category.levelCodes.includes(rule.levelCode), 'can-be-priced', `${category.name} has no level ${rule.levelCode}`, 'rules');
  else
    ensure(
      rule.outcomeCode === null || category.outcomeCodes.includes(rule.outcomeCode),
      'can-be-priced',
      `${category.name} has no outcome ${rule.outcomeCode}`,
      'rules',
    );
}

function ensurePricedOnce(rules: readonly RateRule[]): void {
  const subjects = rules.map((rule) =>
    (rule.kind === 'unit' ? [rule.milestone, rule.categoryCode, rule.levelCode] : ['outcome', rule.categoryCode, rule.outcomeCode ?? '*']).join(' '),
  );
  const repeated = subjects.find((subject, index) => subjects.indexOf(subject) !== index);
  ensure(!repeated, 'priced-once', `There are two prices for ${repeated ?? ''}`, 'rules');
  const lineages = rules.map((rule) => rule.lineage);
  ensure(new Set(lineages).size === lineages.length, 'priced-once', 'Two prices share a lineage', 'rules');
}

/** A category with no price, or a milestone priced at some levels and not at others, would be work done for nothing. */
function ensurePricedThroughout(rules: readonly RateRule[], category: PriceableCategory): void {
  const own = rules.filter((rule) => rule.categoryCode === category.code);
  ensure(own.length > 0, 'every-category-priced', `${category.name} has no price`, 'rules');
  const units = own.filter((rule) => rule.kind === 'unit');
  for (const { milestone } of units) {
    const missing = category.levelCodes.find((level) => !units.some((rule) => rule.milestone === milestone && rule.levelCode === level));
    ensure(!missing, 'every-level-priced', `${category.name}: ${milestone} has no price at ${missing ?? ''}`, 'rules');
  }
}

function event(type: string, { id, contractId, version, effectiveFrom }: RateCard): DomainEvent {
  const data: RateCardEventData = { rateCardId: id, contractId, version, effectiveFrom };
  return { type, data };
}
