import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { CommercialVehicle, VehicleVariation } from '../domain/vehicle.js';
import type { BandRule, Vehicle } from '../providers.public.js';

/** The standing test: the share of turnover in basis points, and the upper limits of its bands in pence. */
export class BandRuleResponse {
  turnoverShareBasisPoints!: number;
  bandsPence!: number[];
}

/** A commercial vehicle in a list. */
export class VehicleRowResponse {
  code!: string;
  name!: string;
  kind!: string;
  /** PCR2015, PA2023, or null for grants; what is let under it inherits this. */
  regime!: string | null;
  isLightTouch!: boolean;
  status!: string;
  @ApiProperty({ type: String, format: 'date' }) opensOn!: Day;
  @ApiProperty({ type: String, format: 'date' }) endsOn!: Day;
  categoryCodes!: string[];
  conditions!: string;
  questionnaireCode!: string;
  bandRule!: BandRuleResponse;
  /** Where applicants and members write; null until it is stated. */
  contactEmail!: string | null;
}

/** Every vehicle the reader may see. */
export class VehicleListResponse {
  items!: VehicleRowResponse[];
}

/** A change made while the vehicle was open. */
export class VehicleVariationResponse {
  variedAt!: Date;
  changed!: string[];
  reason!: string;
}

/** A vehicle whole. */
export class VehicleResponse extends VehicleRowResponse {
  revision!: number;
  description!: string;
  madeFromCode!: string | null;
  madeIntoCodes!: string[];
  openedAt!: Date | null;
  closedAt!: Date | null;
  closedReason!: string | null;
  variations!: VehicleVariationResponse[];
}

/** A vehicle in a list as the API shows it. */
export function vehicleRow(vehicle: Vehicle): VehicleRowResponse {
  const { code, name, kind, regime, isLightTouch, status, opensOn, endsOn, categoryCodes, conditions, questionnaireCode, bandRule, contactEmail } = vehicle;
  return { code, name, kind, regime, isLightTouch, status, opensOn, endsOn, categoryCodes: [...categoryCodes], conditions, questionnaireCode, bandRule: bandRuleResponse(bandRule), contactEmail };
}

/** A vehicle as the API shows it. */
export function vehicleResponse(vehicle: CommercialVehicle & { readonly revision: number }, variations: readonly VehicleVariation[], madeInto: readonly { readonly code: string }[]): VehicleResponse {
  const { revision, description, madeFromCode, openedAt, closedAt, closedReason } = vehicle;
  return {
    ...vehicleRow(vehicle),
    ...{ revision, description, madeFromCode, madeIntoCodes: madeInto.map(({ code }) => code), openedAt, closedAt, closedReason },
    variations: variations.map(({ variedAt, changed, reason }) => ({ variedAt, changed: [...changed], reason })),
  };
}

function bandRuleResponse({ turnoverShareBasisPoints, bandsPence }: BandRule): BandRuleResponse {
  return { turnoverShareBasisPoints, bandsPence: [...bandsPence] };
}
