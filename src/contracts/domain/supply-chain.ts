import { ensure, type Day, type Decision } from '#libs/kernel';
import { ensureRuns, type Contract } from './contract.js';

/** A subcontractor on a contract: its part in the work, its share of the value in whole per cent, and from when to when; null where nobody has said. */
export interface Subcontractor {
  readonly id: string;
  readonly contractId: string;
  readonly organisationId: string;
  /** Its name as it joined the contract. */
  readonly name: string;
  readonly role: string | null;
  readonly sharePercent: number | null;
  readonly worksFrom: Day | null;
  readonly worksTo: Day | null;
}

/** Adds a subcontractor. Throws RuleBroken `not-now`, `prime-is-not-subcontractor`, `already-on-contract`, `share-too-large` or `works-order`. */
export function addSubcontractor(contract: Contract, added: Subcontractor, chain: readonly Subcontractor[]): Decision<Contract> {
  ensureRuns(contract, 'Subcontractors are added to contracts that are being prepared or run');
  ensure(added.organisationId !== contract.primeOrganisationId, 'prime-is-not-subcontractor', 'The lead provider cannot be its own subcontractor', 'organisationId');
  ensure(!chain.some((each) => each.organisationId === added.organisationId), 'already-on-contract', `${added.name} is already on this contract`, 'organisationId');
  ensure(added.worksFrom === null || added.worksTo === null || added.worksFrom <= added.worksTo, 'works-order', 'The last day must not be before the first', 'worksTo');
  const shared = [...chain, added].reduce((total, each) => total + (each.sharePercent ?? 0), 0);
  ensure(shared <= 100, 'share-too-large', `The subcontractors’ shares would add up to ${shared}%. They must add up to 100% or less.`, 'sharePercent');
  return { children: [{ child: 'supplyChain', insert: [added] }] };
}
