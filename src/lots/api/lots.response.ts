import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { LotRow } from '../application/lots.queries.js';
import type { Lot } from '../domain/lot.js';
import { lotSummary } from '../domain/lot.js';
import type { Eligibility } from '../lots.public.js';

/** Who a lot is for; null ages are no limit. */
export class CohortResponse {
  takesMen!: boolean;
  takesWomen!: boolean;
  minimumAge!: number | null;
  maximumAge!: number | null;
  takesCustody!: boolean;
  takesCommunity!: boolean;
}

/** A lot in a list. Money is pence a year. */
export class LotRowResponse {
  id!: string;
  vehicleCode!: string;
  title!: string;
  serviceTypeCode!: string;
  areaCodes!: string[];
  regionCodes!: string[];
  annualValueFromPence!: number;
  annualValueToPence!: number;
  minimumFinancialBandPence!: number;
  @ApiProperty({ type: String, format: 'date' }) startsOn!: Day;
  @ApiProperty({ type: String, format: 'date' }) endsOn!: Day;
  status!: string;
  createdAt!: Date;
}

/** A lot whole. */
export class LotResponse extends LotRowResponse {
  /** The regime of its vehicle: PCR2015, PA2023, or null for grants. */
  regime!: string | null;
  cohort!: CohortResponse;
  withdrawnReason!: string | null;
}

/** One page of lots, newest first. */
export class LotListResponse {
  items!: LotRowResponse[];
  next!: string | null;
}

/** Why one member could not deliver a lot; no reason when it could. */
export class EligibilityResponse {
  providerId!: string;
  name!: string;
  reasonsNot!: string[];
}

/** A lot as the API shows it. */
export function lotResponse(lot: Lot, regime: string | null): LotResponse {
  const { areaCodes, regionCodes, ...summary } = lotSummary(lot);
  const { minimumFinancialBandPence, createdAt, withdrawnReason } = lot;
  return { ...summary, regime, areaCodes: [...areaCodes], regionCodes: [...regionCodes], minimumFinancialBandPence, createdAt, withdrawnReason };
}

/** A lot in a list as the API shows it. */
export function lotRow(row: LotRow): LotRowResponse {
  return { ...row, areaCodes: [...row.areaCodes], regionCodes: [...row.regionCodes] };
}

/** One member's eligibility as the API shows it. */
export function eligibilityResponse({ providerId, name, reasonsNot }: Eligibility): EligibilityResponse {
  return { providerId, name, reasonsNot: [...reasonsNot] };
}
