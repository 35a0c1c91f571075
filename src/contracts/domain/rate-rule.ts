import type { OutcomeRule, RateRule, UnitRule } from '../contracts.public.js';

/** A price before it has its lineage. */
export type UnnamedRule = Omit<UnitRule, 'lineage'> | Omit<OutcomeRule, 'lineage'>;

/** A price with the lineage it has in every version of a rate card: what it pays for, so that a charge is made once whichever version prices it. */
export function withLineage(rule: UnnamedRule): RateRule {
  if (rule.kind === 'unit') return { ...rule, lineage: `unit.${rule.milestone}.${rule.categoryCode}.${rule.levelCode}` };
  return { ...rule, lineage: `outcome.${rule.categoryCode}.${rule.outcomeCode ?? 'any'}` };
}
