import { ensure, formatDay, lifecycle, move, type Day, type Decision, type Lifecycle } from '#libs/kernel';
import type { Cohort } from '../../lots/lots.public.js';
import { CONTRACT_STATUS_CHANGED, type AttendanceType, type ContractStatus, type ContractStatusChangedData } from '../contracts.public.js';
import type { AwardGround } from './direct-award.js';

/** Every state of a contract, in the order of its life. */
export const contractStatuses = ['listed', 'mobilising', 'live', 'closed-to-referrals', 'ended', 'terminated'] as const satisfies readonly ContractStatus[];

/** What moves a contract from one state to another. */
export type ContractStep = 'list' | 'award' | 'go-live' | 'close-to-referrals' | 'reopen-to-referrals' | 'end' | 'terminate';

/** A contract's life (DOMAIN §5). Contracts of an imported register have a start of their own and go no further. */
export const contractLifecycle: Lifecycle<ContractStatus, ContractStep> = lifecycle(contractStatuses, {
  list: { from: null, to: 'listed' },
  award: { from: null, to: 'mobilising' },
  'go-live': { from: ['mobilising'], to: 'live' },
  'close-to-referrals': { from: ['live'], to: 'closed-to-referrals' },
  'reopen-to-referrals': { from: ['closed-to-referrals'], to: 'live' },
  end: { from: ['live', 'closed-to-referrals'], to: 'ended' },
  terminate: { from: ['mobilising', 'live', 'closed-to-referrals'], to: 'terminated' },
});

/** A call-off contract, or one known only from a published register (`listed`). `regionCode` is the first area's, for commissioners' scopes. */
export interface Contract extends Cohort {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly lotId: string | null;
  readonly primeOrganisationId: string;
  /** The prime's name as the contract was made with it. */
  readonly primeName: string;
  readonly serviceTypeCode: string;
  /** The local variant a register published, such as WSM or FBD-SW; null for contracts made here. */
  readonly publishedType: string | null;
  readonly areaCodes: string[];
  readonly regionCode: string;
  readonly regionCodes: string[];
  readonly status: ContractStatus;
  readonly statusReason: string | null;
  readonly termFrom: Day | null;
  readonly termTo: Day | null;
  readonly referralsFrom: Day | null;
  readonly referralsTo: Day | null;
  /** What referrers read about the service, in the provider's words. */
  readonly description: string;
  readonly attendance: readonly AttendanceType[];
  readonly languages: readonly string[];
  /** The day its provider was last asked to say how much room it has; null once it did. */
  readonly capacityAskedOn: Day | null;
  readonly ground: AwardGround | null;
  readonly groundReason: string | null;
  /** What the provider had said long before the award, and why it was made nevertheless. */
  readonly staleAnswers: readonly string[];
  readonly staleReason: string | null;
}

/** Opens a contract for work. Throws RuleBroken `not-now`, `rate-card-missing`, `term-not-begun` or `term-over`. */
export function goLive(contract: Contract, { today, hasApprovedRateCard }: { readonly today: Day; readonly hasApprovedRateCard: boolean }): Decision<Contract> {
  const { termFrom, termTo } = contract;
  const status = move(contractLifecycle, 'go-live', contract.status, 'Only a contract that is being prepared can go live');
  ensure(hasApprovedRateCard, 'rate-card-missing', 'Approve a rate card before the contract goes live');
  ensure(termFrom !== null && termFrom <= today, 'term-not-begun', `The contract begins on ${termFrom ? formatDay(termFrom) : 'a day not yet set'}`);
  ensure(termTo === null || today <= termTo, 'term-over', 'The term of the contract is over');
  return moved(contract, status, null);
}

/** Stops new referrals for a reason; live cases go on. */
export function closeToReferrals(contract: Contract, reason: string): Decision<Contract> {
  return moved(contract, move(contractLifecycle, 'close-to-referrals', contract.status, 'Only a live contract can be closed to referrals'), reason);
}

/** Takes referrals again. */
export function reopenToReferrals(contract: Contract): Decision<Contract> {
  return moved(contract, move(contractLifecycle, 'reopen-to-referrals', contract.status, 'Only a contract closed to referrals can be opened again'), null);
}

/** Ends a contract that ran its course; terminates one that did not. Both for a reason. */
export function finishContract(contract: Contract, how: 'end' | 'terminate', reason: string): Decision<Contract> {
  const status = move(contractLifecycle, how, contract.status, `This contract cannot ${how} now`);
  return moved(contract, status, reason);
}

/** When a contract takes referrals: never before it is live, nor after its term. `from` null: not at all. */
export function referralWindow({ status, referralsFrom, referralsTo, termTo }: Contract): { readonly from: Day | null; readonly to: Day | null } {
  if (status !== 'live') return { from: null, to: null };
  const ends = [referralsTo, termTo].filter((on) => on !== null).sort();
  return { from: referralsFrom, to: ends[0] ?? null };
}

/** Throws RuleBroken `not-now` in the words given unless the contract is being prepared or runs. */
export function ensureRuns({ status }: Contract, message: string): void {
  ensure(contractRuns(status), 'not-now', message);
}

/** Whether a contract in this state is being prepared or runs. */
export function contractRuns(status: ContractStatus): boolean {
  return status === 'mobilising' || status === 'live' || status === 'closed-to-referrals';
}

function moved(contract: Contract, status: ContractStatus, statusReason: string | null): Decision<Contract> {
  const { id, reference, primeOrganisationId, regionCodes } = contract;
  const data: ContractStatusChangedData = { contractId: id, reference, status, primeOrganisationId, regionCodes };
  return { changes: { status, statusReason }, events: [{ type: CONTRACT_STATUS_CHANGED, data }] };
}
