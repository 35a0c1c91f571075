import { InvalidInput, dayOf, type ChildChange, type Creation, type Decision } from '#libs/kernel';
import type { Contract } from './contract.js';
import type { RegisterError, RegisterRow } from './register.js';
import type { Subcontractor } from './supply-chain.js';

/** A register that was refused: nothing was changed. `problems` are all its errors by line and column. */
export class RegisterRefused extends InvalidInput {
  constructor(readonly problems: readonly RegisterError[]) {
    super(problems.map(({ line, column, message }) => ({ field: column ? `line ${line}, ${column}` : `line ${line}`, message })));
    this.name = 'RegisterRefused';
  }
}

/** An organisation a register names, as it is known here. */
export interface ListedOrganisation {
  readonly id: string;
  readonly name: string;
}

/** What must be known to list one row of a register. */
export interface ListingFacts {
  readonly prime: ListedOrganisation;
  readonly subcontractors: readonly ListedOrganisation[];
  readonly regionCode: string;
  readonly newId: () => string;
}

/** Lists a contract of a register: shown and searchable, never referable, and without money. */
export function listContract(row: RegisterRow, facts: ListingFacts): Creation<Contract> {
  const id = facts.newId();
  return { row: { id, ...listing(row, facts) }, children: joined(id, facts.subcontractors, facts.newId) };
}

/** Brings a listed contract in line with a newer register. Decides nothing when nothing differs. */
export function relistContract(contract: Contract, row: RegisterRow, facts: ListingFacts & { readonly chain: readonly Subcontractor[] }): Decision<Contract> {
  const { chain, subcontractors, newId } = facts;
  const fresh = subcontractors.filter(({ id }) => !chain.some((each) => each.organisationId === id));
  const gone = chain.filter((each) => !subcontractors.some(({ id }) => id === each.organisationId)).map((each) => each.id);
  const left: ChildChange[] = gone.length > 0 ? [{ child: 'supplyChain', remove: gone }] : [];
  return { changes: listing(row, facts), children: [...left, ...joined(contract.id, fresh, newId)] };
}

function listing(row: RegisterRow, { prime, regionCode }: ListingFacts): Omit<Contract, 'id'> {
  return {
    reference: row.reference,
    title: row.title,
    lotId: null,
    primeOrganisationId: prime.id,
    primeName: prime.name,
    serviceTypeCode: row.serviceTypeCode,
    publishedType: row.publishedType,
    areaCodes: [row.areaCode],
    regionCode,
    regionCodes: [regionCode],
    takesMen: row.male,
    takesWomen: row.female,
    minimumAge: row.minAge,
    maximumAge: row.maxAge,
    // a register does not say; nobody is referred to a listed contract, and pages leave it out
    takesCustody: true,
    takesCommunity: true,
    status: 'listed',
    statusReason: null,
    termFrom: null,
    termTo: null,
    referralsFrom: row.referralsOpenFrom,
    referralsTo: row.referralsClosedAt ? dayOf(row.referralsClosedAt) : null,
    description: '',
    attendance: [],
    languages: [],
    capacityAskedOn: null,
    ground: null,
    groundReason: null,
    staleAnswers: [],
    staleReason: null,
  };
}

function joined(contractId: string, organisations: readonly ListedOrganisation[], newId: () => string): ChildChange[] {
  const insert: Subcontractor[] = organisations.map((each) => ({
    id: newId(),
    contractId,
    organisationId: each.id,
    name: each.name,
    role: null,
    sharePercent: null,
    worksFrom: null,
    worksTo: null,
  }));
  return insert.length > 0 ? [{ child: 'supplyChain', insert }] : [];
}
