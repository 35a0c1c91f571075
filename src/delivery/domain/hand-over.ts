import { ensure, type Day, type Decision } from '#libs/kernel';
import type { CaseAllocated } from '../delivery.public.js';
import { ensureMayWork, factsOf, liveStatuses, type AssignmentFacts, type Case } from './case.js';

/** Where a case goes: an organisation on its contract, who works on it there, and why. */
export interface HandOver {
  readonly organisationId: string;
  readonly caseworkerId: string;
  readonly reason: string;
}

/** A case given to another organisation on its contract. */
export interface CaseAllocation extends HandOver {
  readonly id: string;
  readonly caseId: string;
  readonly fromOrganisationId: string;
  readonly fromCaseworkerId: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** What handing over must know. */
export interface HandOverFacts {
  readonly id: string;
  readonly now: Date;
  readonly today: Day;
  readonly by: string;
  readonly onContract: readonly string[];
  readonly assignment: AssignmentFacts;
}

/** The prime gives a case to a subcontractor on its contract or takes it back; whoever has it next needs a caseworker they authorised. */
export function handOverCase(row: Case, { organisationId, caseworkerId, reason }: HandOver, { id, now, today, by, onContract, assignment }: HandOverFacts): Decision<Case> {
  ensure(liveStatuses.includes(row.status), 'not-now', 'This case is no longer live, so it stays with the organisation that has it');
  ensure([row.primeOrganisationId, ...onContract].includes(organisationId), 'not-on-contract', 'Choose an organisation that delivers on this contract', 'organisationId');
  ensure(organisationId !== row.deliveringOrganisationId, 'organisation-same', 'This organisation has the case already. Choose another.', 'organisationId');
  ensureMayWork(assignment);
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why the case goes to another organisation', 'reason');
  const { deliveringOrganisationId: fromOrganisationId, caseworkerId: fromCaseworkerId } = row;
  const allocation: CaseAllocation = { id, caseId: row.id, organisationId, caseworkerId, reason, fromOrganisationId, fromCaseworkerId, madeBy: by, madeAt: now };
  const facts = { ...factsOf({ ...row, deliveringOrganisationId: organisationId, caseworkerId }, today), fromOrganisationId, fromCaseworkerId };
  return {
    changes: { deliveringOrganisationId: organisationId, caseworkerId },
    children: [{ child: 'allocations', insert: [allocation] }],
    events: [{ type: 'delivery.case-allocated', data: facts } satisfies CaseAllocated],
  };
}

/** The case follows what its referral asks for now, and the region it is in. What was earned before stays as it was; what happens from now on is for the new levels, outcomes and region. */
export function followReferral({ needs, completeBy, regionCode }: Pick<Case, 'needs' | 'completeBy' | 'regionCode'>): Decision<Case> {
  return { changes: { needs, completeBy, regionCode } };
}
