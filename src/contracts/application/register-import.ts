import { Injectable } from '@nestjs/common';
import { NotAllowed, must, newId, type Actor } from '#libs/kernel';
import { Database, scopeOf, UnitOfWork } from '#libs/persistence';
import { Catalogue, type Geography } from '../../catalogue/catalogue.public.js';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { contractPolicy } from '../domain/contracts.policy.js';
import { listContract, RegisterRefused, relistContract, type ListedOrganisation, type ListingFacts } from '../domain/listed-contract.js';
import { readRegister, type RegisterCodes, type RegisterError, type RegisterRow } from '../domain/register.js';
import type { Subcontractor } from '../domain/supply-chain.js';
import { ContractEntity } from '../persistence/contract.entity.js';
import { ContractQueries } from './contracts.queries.js';

/** What an import did. A provider that is also somebody's subcontractor counts once, as a provider. */
export interface RegisterImported {
  readonly contracts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  readonly providers: { readonly total: number; readonly new: number };
  readonly subcontractors: { readonly total: number; readonly new: number };
}

interface Organisations {
  readonly known: ReadonlyMap<string, ListedOrganisation>;
  readonly counts: Pick<RegisterImported, 'providers' | 'subcontractors'>;
}

type RelistingFacts = ListingFacts & { readonly id: string; readonly revision: number; readonly chain: readonly Subcontractor[] };
type Outcome = 'new' | 'changed' | 'unchanged';

/** Imports a published register of contracts: everything is checked first, all of it is written or nothing, and again changes nothing. */
@Injectable()
export class RegisterImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly queries: ContractQueries,
    private readonly catalogue: Catalogue,
    private readonly providers: ProviderDirectory,
  ) {}

  /** Imports tab-separated text. Throws RegisterRefused with every error by line and column. */
  async importRegister(actor: Actor, text: string): Promise<RegisterImported> {
    if (scopeOf(contractPolicy, 'contract.import', actor).anyOf.length === 0) throw new NotAllowed('contract.import');
    const geography = await this.catalogue.geography();
    const reading = readRegister(text, await this.codes(geography));
    if (!reading.ok) throw new RegisterRefused(reading.errors);
    return this.database.transaction(() => this.write(actor, reading.rows, geography));
  }

  private async codes(geography: Geography): Promise<RegisterCodes> {
    const coded = (kind: 'region' | 'police-area') => geography.areas.filter((area) => area.kind === kind).map((area) => area.code);
    const serviceTypes = (await this.catalogue.serviceTypes()).map((type) => type.code);
    return { serviceTypes, regions: coded('region'), policeAreas: coded('police-area') };
  }

  private async write(actor: Actor, rows: readonly RegisterRow[], geography: Geography): Promise<RegisterImported> {
    await this.queries.lockReferences();
    const existing = new Map((await this.queries.withReferences(rows.map((row) => row.reference))).map((each) => [each.reference, each]));
    const taken = rows.filter((row) => (existing.get(row.reference)?.status ?? 'listed') !== 'listed').map(takenReference);
    if (taken.length > 0) throw new RegisterRefused(taken);
    const { known, counts } = await this.organisations(actor, rows);
    const chains = await this.queries.chains([...existing.values()].map((each) => each.id));
    const outcomes: Outcome[] = [];
    for (const row of rows) {
      const facts = factsOf(row, known, geography);
      const found = existing.get(row.reference);
      const chain = chains.filter((each) => each.contractId === found?.id);
      outcomes.push(found ? await this.relist(actor, row, { ...facts, ...found, chain }) : await this.list(actor, row, facts));
    }
    const count = (outcome: Outcome): number => outcomes.filter((each) => each === outcome).length;
    return { contracts: { new: count('new'), changed: count('changed'), unchanged: count('unchanged') }, ...counts };
  }

  private async list(actor: Actor, row: RegisterRow, facts: ListingFacts): Promise<Outcome> {
    await this.work.create({ actor, action: 'contract.import', entity: ContractEntity }, () => listContract(row, facts));
    return 'new';
  }

  private async relist(actor: Actor, row: RegisterRow, facts: RelistingFacts): Promise<Outcome> {
    const { id } = facts;
    const after = await this.work.change({ actor, action: 'contract.import', entity: ContractEntity, id }, (contract) => relistContract(contract, row, facts));
    return after.revision === facts.revision ? 'unchanged' : 'changed';
  }

  /** Every organisation the register names, found or made by name. */
  private async organisations(actor: Actor, rows: readonly RegisterRow[]): Promise<Organisations> {
    const primes = new Set(rows.map((row) => row.primeName));
    const subcontractors = new Set(rows.flatMap((row) => row.subcontractors).filter((name) => !primes.has(name)));
    const known = new Map<string, ListedOrganisation>();
    const list = async (names: ReadonlySet<string>): Promise<{ total: number; new: number }> => {
      let made = 0;
      for (const name of names) {
        const { id, isNew } = await this.providers.listOrganisation(actor, name);
        known.set(name, { id, name });
        if (isNew) made += 1;
      }
      return { total: names.size, new: made };
    };
    return { counts: { providers: await list(primes), subcontractors: await list(subcontractors) }, known };
  }
}

/** Two spellings of one name are one organisation, and nobody subcontracts to themselves. */
function factsOf(row: RegisterRow, known: ReadonlyMap<string, ListedOrganisation>, geography: Geography): ListingFacts {
  const prime = must(known.get(row.primeName), row.primeName);
  const chain = new Map(row.subcontractors.map((name) => must(known.get(name), name)).map((each) => [each.id, each]));
  chain.delete(prime.id);
  return { prime, subcontractors: [...chain.values()], regionCode: geography.regionOf(row.areaCode).code, newId };
}

function takenReference({ line, reference }: RegisterRow): RegisterError {
  return { line, column: 'contract_reference', message: `${reference} is a contract made in this service, which a register cannot change` };
}
