import type { BestOffer } from '../application/best-eligible.js';
import { allocationKinds, countInWords, hasRoom, ruleInWords, type AllocationKind, type Candidate } from '../domain/best-eligible.js';
import type { AllocationRuleEntity } from '../persistence/allocation-rule.entity.js';
import { queryOf, searchOf, type FindForm } from './find.forms.js';

/** How each kind of rule is called. */
export const kindNames: Readonly<Record<AllocationKind, string>> = { off: 'Practitioners choose', ranked: 'In an order you give', rota: 'In turns' };

interface Named {
  readonly type: string;
  readonly area: string;
}

/** A rule in words, with what each service got in its order: shown before anything is sent. */
export function ruleRows({ rule, candidates, next }: BestOffer): { readonly words: string; readonly counts: readonly object[]; readonly next: string | null } {
  return {
    words: ruleInWords(rule.kind),
    counts: candidates.map((each, index) => ({ place: index + 1, provider: each.provider, reference: each.reference, got: countInWords(each), full: !hasRoom(each) })),
    next: next?.provider ?? null,
  };
}

/** The page that shows a rule before a referral is started. */
export function bestPage(offer: BestOffer, { type, area, form }: Named & { readonly form: FindForm }): object {
  const query = queryOf(searchOf(form), form.search);
  return { ...ruleRows(offer), type, area, back: `/services?${query.toString()}`, hidden: { ...Object.fromEntries(query), serviceTypeCode: offer.rule.serviceTypeCode } };
}

/** Links on the results page: one for each type of service that can be left to a rule. */
export function bestLinks(offers: readonly BestOffer[], query: URLSearchParams, typeName: (code: string) => string): readonly object[] {
  return offers.map(({ rule }) => ({ type: typeName(rule.serviceTypeCode), href: `/services/best?${query.toString()}&serviceTypeCode=${rule.serviceTypeCode}` }));
}

/** The rules of an officer's regions. */
export function rulesList(rules: readonly AllocationRuleEntity[], names: { readonly area: (code: string) => string; readonly type: (code: string) => string }): object {
  return {
    rules: rules.map((rule) => ({
      area: names.area(rule.areaCode), type: names.type(rule.serviceTypeCode), kind: kindNames[rule.kind], setAt: rule.setAt,
      href: `/allocation-rules/change?areaCode=${rule.areaCode}&serviceTypeCode=${rule.serviceTypeCode}`,
    })),
  };
}

/** The form of one rule: its kind, and a number for each service to put it in order. */
export function rulePage(rule: AllocationRuleEntity | null, candidates: readonly Candidate[], { type, area }: Named): object {
  return {
    ...{ type, area, revision: rule?.revision ?? '', back: '/allocation-rules' },
    kinds: allocationKinds.map((kind) => ({ value: kind, text: kindNames[kind], hint: ruleInWords(kind) })),
    services: candidates.map((each) => ({ name: `order-${each.contractId}`, provider: each.provider, reference: each.reference, got: countInWords(each) })),
  };
}

/** What the form of a rule shows first. */
export function ruleValues(rule: AllocationRuleEntity | null): Record<string, unknown> {
  return { kind: rule?.kind ?? 'off', ...Object.fromEntries((rule?.contractIds ?? []).map((id, index) => [`order-${id}`, String(index + 1)])) };
}
