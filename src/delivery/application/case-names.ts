import { Injectable } from '@nestjs/common';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ReferralDirectory } from '../../referrals/referrals.public.js';
import type { Case } from '../domain/case.js';

/** A desired outcome in words. */
export interface DesiredOutcome {
  readonly categoryCode: string;
  readonly categoryName: string;
  readonly levelName: string;
  readonly outcomeCode: string;
  readonly outcomeName: string;
}

/** The words behind a case's ids: the person, who works with them, and what was asked for. */
export interface CaseNames {
  readonly personName: string;
  readonly crn: string;
  readonly practitioner: string;
  readonly caseworker: string;
  readonly deliverer: string;
  readonly service: string;
  readonly enforceableDays: number | null;
  readonly outcomes: readonly DesiredOutcome[];
}

/** Reads the names a case's pages show, in the catalogue's words of the day it was sent. */
@Injectable()
export class CaseNaming {
  constructor(
    private readonly referrals: ReferralDirectory,
    private readonly identity: IdentityDirectory,
    private readonly contracts: ContractDirectory,
    private readonly catalogue: Catalogue,
  ) {}

  /** For someone who has already read the case. */
  async of(row: Case): Promise<CaseNames> {
    const [{ personName, crn, enforceableDays }, people, organisation, contract, outcomes] = await Promise.all([
      this.referrals.referral(row.referralId),
      this.identity.people([row.practitionerId, row.caseworkerId]),
      this.identity.organisation(row.deliveringOrganisationId),
      this.contracts.contract(row.contractId),
      this.outcomesOf(row),
    ]);
    const nameOf = (id: string) => people.find((each) => each.id === id)?.name ?? '';
    const { practitionerId, caseworkerId } = row;
    return { personName, crn, enforceableDays, outcomes, practitioner: nameOf(practitionerId), caseworker: nameOf(caseworkerId), deliverer: organisation.name, service: contract.title };
  }

  /** Every desired outcome of a case, in the order of its needs. */
  async outcomesOf({ needs, sentOn }: Pick<Case, 'needs' | 'sentOn'>): Promise<DesiredOutcome[]> {
    const named = await Promise.all(
      needs.map(async ({ categoryCode, levelCode, outcomeCodes }) => {
        const category = await this.catalogue.category(categoryCode);
        const version = await this.catalogue.categoryVersionOn(categoryCode, sentOn);
        const levelName = version?.levels.find((each) => each.code === levelCode)?.name ?? levelCode;
        const outcomeName = (code: string) => version?.outcomes.find((each) => each.code === code)?.name ?? code;
        return outcomeCodes.map((code) => ({ categoryCode, categoryName: category?.name ?? categoryCode, levelName, outcomeCode: code, outcomeName: outcomeName(code) }));
      }),
    );
    return named.flat();
  }
}
