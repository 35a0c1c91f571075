import { formatDay, formatPounds, monthOf, share, type Day, type Month, type Pence } from '#libs/kernel';
import type { Milestone, OutcomeRule, PricingRule, UnitRule } from '../../contracts/contracts.public.js';

interface Earning {
  readonly id: string;
  readonly contractId: string;
  readonly referralId: string;
  readonly categoryCode: string;
  readonly levelCode: string;
  readonly occurredOn: Day;
}

/** A milestone reached for one category of a referral. Stored for ever. */
export interface MilestoneReached extends Earning {
  readonly kind: Milestone;
}

/** An outcome an end of service report found achieved or partly achieved; one that was not achieved earns nothing and is no event. */
export interface OutcomeReported extends Earning {
  readonly kind: 'outcome';
  readonly outcomeCode: string;
  readonly achieved: 'achieved' | 'partly-achieved';
}

/** Something that happened in delivery and may be paid for. */
export type PayableEvent = MilestoneReached | OutcomeReported;

/** What a line pays for, as statements group lines. */
export type Earned = Milestone | 'outcome-achieved' | 'outcome-partly-achieved';

/** One charge: exists once for its `key` (contract, rule lineage, event, component). `arithmetic` says in words how the amount came about. */
export interface ChargeLine {
  readonly key: string;
  readonly contractId: string;
  readonly ruleLineage: string;
  readonly ruleVersion: number;
  readonly eventId: string;
  readonly component: string;
  readonly referralId: string;
  readonly categoryCode: string;
  readonly levelCode: string;
  readonly earned: Earned;
  readonly occurredOn: Day;
  readonly month: Month;
  readonly amountPence: Pence;
  readonly vatPence: Pence;
  readonly vatBasisPoints: number;
  readonly arithmetic: string;
}

const MILESTONE_WORDS: Readonly<Record<Milestone, string>> = {
  'accepted': 'referral accepted',
  'assessment-attended': 'assessment attended',
  'plan-approved': 'plan approved',
  'started': 'first session attended',
  'session-attended': 'session attended',
  'ended-completed': 'service completed',
  'report-submitted': 'end of service report submitted',
};

/**
 * Charge lines for events, ordered by key. The version in force on the event's day decides (the highest that had taken effect); an event it does not
 * price makes no line. Any order, split or repetition of the events gives the same lines. Halves of a penny round away from zero; VAT is per line.
 */
export function price(rules: readonly PricingRule[], events: readonly PayableEvent[]): ChargeLine[] {
  const byContract = groupByContract(rules);
  const lines = new Map<string, ChargeLine>();
  for (const event of events) {
    const rule = ruleFor(byContract.get(event.contractId) ?? [], event);
    const line = rule && charge(rule, event);
    if (line) lines.set(line.key, line);
  }
  return [...lines.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The rule that prices an event, from the version of its contract's rate card in force on the event's day; null when none does. */
export function ruleFor(rules: readonly PricingRule[], event: PayableEvent): PricingRule | null {
  const begun = rules.filter((rule) => rule.contractId === event.contractId && rule.effectiveFrom <= event.occurredOn);
  const version = begun.reduce((highest, rule) => Math.max(highest, rule.version), 0);
  const fitting = begun.filter((rule) => rule.version === version && fits(rule, event));
  return fitting.find((rule) => rule.kind === 'outcome' && rule.outcomeCode !== null) ?? fitting[0] ?? null;
}

function fits(rule: UnitRule | OutcomeRule, event: PayableEvent): boolean {
  if (rule.categoryCode !== event.categoryCode) return false;
  if (rule.kind === 'unit') return rule.milestone === event.kind && rule.levelCode === event.levelCode;
  return event.kind === 'outcome' && (rule.outcomeCode === null || rule.outcomeCode === event.outcomeCode);
}

function charge(rule: PricingRule, event: PayableEvent): ChargeLine {
  const { amountPence, arithmetic, earned, component } = earnedBy(rule, event);
  return {
    key: [event.contractId, rule.lineage, event.id, component].join('|'),
    contractId: event.contractId,
    ruleLineage: rule.lineage,
    ruleVersion: rule.version,
    eventId: event.id,
    component,
    referralId: event.referralId,
    categoryCode: event.categoryCode,
    levelCode: event.levelCode,
    earned,
    occurredOn: event.occurredOn,
    month: monthOf(event.occurredOn),
    amountPence,
    vatPence: share(amountPence, rule.vatBasisPoints, 10_000),
    vatBasisPoints: rule.vatBasisPoints,
    arithmetic,
  };
}

function earnedBy(rule: PricingRule, event: PayableEvent): Pick<ChargeLine, 'amountPence' | 'arithmetic' | 'earned' | 'component'> {
  const on = formatDay(event.occurredOn);
  const full = formatPounds(rule.amountPence);
  if (event.kind !== 'outcome') {
    return { amountPence: rule.amountPence, arithmetic: `${MILESTONE_WORDS[event.kind]} ${on}: ${full}`, earned: event.kind, component: 'unit' };
  }
  const component = event.outcomeCode;
  if (event.achieved === 'achieved')
    return { amountPence: rule.amountPence, arithmetic: `outcome achieved ${on}: ${full}`, earned: 'outcome-achieved', component };
  const half = share(rule.amountPence, 1, 2);
  const rounded = half * 2 === rule.amountPence ? '' : ' (half a penny rounded up)';
  return {
    amountPence: half,
    arithmetic: `outcome partly achieved ${on}: ${full} × 0.5 = ${formatPounds(half)}${rounded}`,
    earned: 'outcome-partly-achieved',
    component,
  };
}

function groupByContract(rules: readonly PricingRule[]): Map<string, PricingRule[]> {
  const groups = new Map<string, PricingRule[]>();
  for (const rule of rules) groups.set(rule.contractId, [...(groups.get(rule.contractId) ?? []), rule]);
  return groups;
}
