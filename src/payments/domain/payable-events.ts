import type { Milestone } from '../../contracts/contracts.public.js';
import type { AssessmentAttended, CaseAccepted, CaseEnded, CaseFacts, PlanApproved, ReportSubmitted, SessionAttended } from '../../delivery/delivery.public.js';
import type { PayableEvent } from './price.js';

/** The facts of delivery that may earn money. */
export type EarningFact = CaseAccepted | AssessmentAttended | PlanApproved | SessionAttended | CaseEnded | ReportSubmitted;

/**
 * The payable events in one fact of delivery: one for each category of the referral and milestone it reaches, and one for each outcome achieved or
 * partly achieved. An outcome not achieved, and a case that ended otherwise than completed, earn nothing and are no event.
 */
export function payableEventsOf(fact: EarningFact, newId: () => string): PayableEvent[] {
  const reached = milestonesOf(fact).flatMap((kind) => fact.data.needs.map((need) => ({ ...earningOf(fact.data, need, newId), kind })));
  return fact.type === 'delivery.report-submitted' ? [...reached, ...outcomesOf(fact, newId)] : reached;
}

function milestonesOf(fact: EarningFact): Milestone[] {
  switch (fact.type) {
    case 'delivery.case-accepted':
      return ['accepted'];
    case 'delivery.assessment-attended':
      return ['assessment-attended'];
    case 'delivery.plan-approved':
      return ['plan-approved'];
    case 'delivery.session-attended':
      return fact.data.isFirst ? ['started', 'session-attended'] : ['session-attended'];
    case 'delivery.case-ended':
      return fact.data.kind === 'completed' ? ['ended-completed'] : [];
    case 'delivery.report-submitted':
      return ['report-submitted'];
  }
}

function outcomesOf({ data }: ReportSubmitted, newId: () => string): PayableEvent[] {
  return data.outcomes.flatMap(({ categoryCode, outcomeCode, level }) => {
    const need = data.needs.find((each) => each.categoryCode === categoryCode);
    if (!need || level === 'not-achieved') return [];
    return [{ ...earningOf(data, need, newId), kind: 'outcome' as const, outcomeCode, achieved: level }];
  });
}

function earningOf({ contractId, referralId, occurredOn }: CaseFacts, { categoryCode, levelCode }: { readonly categoryCode: string; readonly levelCode: string }, newId: () => string) {
  return { id: newId(), contractId, referralId, categoryCode, levelCode, occurredOn };
}
