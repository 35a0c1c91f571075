import { ensure, lifecycle, type Creation, type Day } from '#libs/kernel';
import type { EndReasonCode, ReferralSummary, ReferredNeed } from '../../referrals/referrals.public.js';
import { caseStatuses, type CaseAccepted, type CaseFacts, type CaseStatus, type EndKind } from '../delivery.public.js';

/** A case from acceptance to its end (DOMAIN: delivery). */
export const caseLifecycle = lifecycle(caseStatuses, {
  accept: { from: null, to: 'awaiting-assessment' },
  assess: { from: ['awaiting-assessment'], to: 'assessed' },
  plan: { from: ['assessed'], to: 'planned' },
  start: { from: ['planned'], to: 'delivering' },
  close: { from: ['planned', 'delivering'], to: 'closing' },
  cancel: { from: ['awaiting-assessment', 'assessed', 'planned'], to: 'ended' },
  report: { from: ['closing'], to: 'ended' },
});

/** Statuses in which appointments, plans and sessions go on. */
export const liveStatuses: readonly CaseStatus[] = ['awaiting-assessment', 'assessed', 'planned', 'delivering'];

/** Work with one person on one accepted referral. Days are London days; `endedOn` is when work stopped, before any report. */
export interface Case {
  readonly id: string;
  readonly referralId: string;
  readonly reference: string;
  readonly contractId: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly primeOrganisationId: string;
  readonly deliveringOrganisationId: string;
  readonly caseworkerId: string;
  readonly regionCode: string;
  readonly restricted: boolean;
  readonly status: CaseStatus;
  readonly needs: readonly ReferredNeed[];
  readonly sentOn: Day;
  readonly completeBy: Day;
  readonly acceptedAt: Date;
  readonly acceptedOn: Day;
  readonly assessedOn: Day | null;
  readonly startedOn: Day | null;
  readonly endedOn: Day | null;
  readonly endKind: EndKind | null;
  readonly endReason: EndReasonCode | null;
  readonly endComment: string | null;
}

/** What accepting must know: the referral as it was marked, its days, and who may be chosen. */
export interface AcceptFacts {
  readonly id: string;
  readonly referral: ReferralSummary;
  readonly sentOn: Day;
  readonly now: Date;
  readonly today: Day;
  readonly assignment: AssignmentFacts;
}

/** What is known of someone who is to work on a case: whether they are a caseworker of the organisation that delivers, and authorised there today. */
export interface AssignmentFacts {
  readonly isCaseworker: boolean;
  readonly isAuthorised: boolean;
}

/** Opens the case of an accepted referral with its caseworker, who must be authorised by the organisation that delivers. */
export function openCase(caseworkerId: string, { id, referral, sentOn, now, today, assignment }: AcceptFacts): Creation<Case> {
  ensureMayWork(assignment);
  const { reference, contractId, practitionerId, teamId, primeOrganisationId, deliveringOrganisationId, regionCode, restricted, needs, completeBy } = referral;
  const row: Case = {
    ...{ id, referralId: referral.id, reference, contractId, practitionerId, teamId, primeOrganisationId, deliveringOrganisationId, caseworkerId, regionCode, restricted },
    ...{ status: 'awaiting-assessment', needs, sentOn, completeBy, acceptedAt: now, acceptedOn: today },
    ...{ assessedOn: null, startedOn: null, endedOn: null, endKind: null, endReason: null, endComment: null },
  };
  return { row, events: [{ type: 'delivery.case-accepted', data: factsOf(row, today) } satisfies CaseAccepted] };
}

/** Throws RuleBroken unless someone may be given a case: only a caseworker who is currently authorised (DOMAIN: staff register). */
export function ensureMayWork({ isCaseworker, isAuthorised }: AssignmentFacts): void {
  ensure(isCaseworker, 'caseworker-unknown', 'Choose a caseworker of the organisation that will deliver the service', 'caseworkerId');
  ensure(isAuthorised, 'caseworker-not-authorised', 'This caseworker is not authorised on the staff register of the organisation that will deliver the service. Authorise them there first, or choose somebody else.', 'caseworkerId');
}

/** What every event about a case carries: ids, never the person. */
export function factsOf(row: Case, occurredOn: Day): CaseFacts {
  const { id, referralId, reference, contractId, deliveringOrganisationId, primeOrganisationId, practitionerId, caseworkerId, regionCode, needs } = row;
  return { caseId: id, referralId, reference, contractId, deliveringOrganisationId, primeOrganisationId, practitionerId, caseworkerId, regionCode, needs, occurredOn };
}

/** Whether the referral asked for this outcome. */
export function isDesired(needs: readonly ReferredNeed[], { categoryCode, outcomeCode }: { readonly categoryCode: string; readonly outcomeCode: string }): boolean {
  return needs.some((need) => need.categoryCode === categoryCode && need.outcomeCodes.includes(outcomeCode));
}
