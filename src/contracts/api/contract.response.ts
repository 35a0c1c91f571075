import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { ContractRow } from '../application/contracts.queries.js';
import type { Subcontractor } from '../domain/supply-chain.js';
import type { ContractEntity } from '../persistence/contract.entity.js';

/** Who a service takes. */
export class CohortResponse {
  takesMen!: boolean;
  takesWomen!: boolean;
  minimumAge!: number | null;
  maximumAge!: number | null;
  takesCustody!: boolean;
  takesCommunity!: boolean;
}

/** A subcontractor; its share and dates are for the parties alone, and null for everyone else. */
export class SubcontractorResponse {
  organisationId!: string;
  name!: string;
  role!: string | null;
  sharePercent!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) worksFrom!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) worksTo!: Day | null;
}

/** How a contract came about: for the parties alone. */
export class TermsResponse {
  ground!: string | null;
  groundReason!: string | null;
  /** What the provider had said long before the award, and why it was made nevertheless. */
  staleAnswers!: string[];
  staleReason!: string | null;
  statusReason!: string | null;
}

/** A contract. `terms` is null for those who are not party to it. */
export class ContractResponse {
  id!: string;
  reference!: string;
  title!: string;
  status!: string;
  lotId!: string | null;
  primeOrganisationId!: string;
  primeName!: string;
  /** The regime of the vehicle it was let under: PCR2015, PA2023, or null for grants and for contracts known only from a register. */
  regime!: string | null;
  serviceTypeCode!: string;
  publishedType!: string | null;
  areaCodes!: string[];
  regionCodes!: string[];
  cohort!: CohortResponse;
  @ApiProperty({ type: String, format: 'date', nullable: true }) termFrom!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) termTo!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) referralsFrom!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) referralsTo!: Day | null;
  description!: string;
  attendance!: string[];
  languages!: string[];
  subcontractors!: SubcontractorResponse[];
  @ApiProperty({ type: TermsResponse, nullable: true }) terms!: TermsResponse | null;
}

/** A contract in a list. */
export class ContractRowResponse {
  id!: string;
  reference!: string;
  title!: string;
  primeName!: string;
  serviceTypeCode!: string;
  areaCodes!: string[];
  status!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) referralsFrom!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) referralsTo!: Day | null;
}

/** One page of a list. */
export class ContractListResponse {
  items!: ContractRowResponse[];
  next!: string | null;
}

/** A contract as the API shows it, to a reader who sees its terms or not. */
export function contractResponse(contract: ContractEntity, chain: readonly Subcontractor[], { seesTerms, regime }: { readonly seesTerms: boolean; readonly regime: string | null }): ContractResponse {
  const { revision: _v, regionCode: _r, capacityAskedOn: _c, ground, groundReason, staleAnswers, staleReason, statusReason, ...rest } = contract;
  const { takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity, ...shown } = rest;
  return {
    ...shown,
    attendance: [...shown.attendance],
    languages: [...shown.languages],
    regime,
    cohort: { takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity },
    subcontractors: chain.map((each) => subcontractorResponse(each, seesTerms)),
    terms: seesTerms ? { ground, groundReason, staleAnswers: [...staleAnswers], staleReason, statusReason } : null,
  };
}

/** A listed contract as the API shows it. */
export function contractRowResponse(row: ContractRow): ContractRowResponse {
  return { ...row, areaCodes: [...row.areaCodes] };
}

function subcontractorResponse({ organisationId, name, role, sharePercent, worksFrom, worksTo }: Subcontractor, seesTerms: boolean): SubcontractorResponse {
  const terms = seesTerms ? { sharePercent, worksFrom, worksTo } : { sharePercent: null, worksFrom: null, worksTo: null };
  return { organisationId, name, role, ...terms };
}
