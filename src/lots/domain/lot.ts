import { ensure, lifecycle, move, type Creation, type Day, type Decision, type Pence } from '#libs/kernel';
import type { Geography, ServiceType } from '../../catalogue/catalogue.public.js';
import type { Vehicle } from '../../providers/providers.public.js';
import type { Cohort, LotSummary } from '../lots.public.js';

export const lotStatuses = ['open', 'awarded', 'withdrawn'] as const;
export type LotStatus = (typeof lotStatuses)[number];

export const lotLifecycle = lifecycle(lotStatuses, {
  make: { from: null, to: 'open' },
  award: { from: ['open'], to: 'awarded' },
  withdraw: { from: ['open'], to: 'withdrawn' },
});

/** Youngest and oldest age a cohort may name. */
export const YOUNGEST = 18;
export const OLDEST = 120;

/** What a commissioner says of a lot. Values are for one year, in pence; the band is the annual contract value a member must be able to take on, the top of the range unless said. */
export interface LotContent extends Cohort {
  readonly vehicleCode: string;
  readonly title: string;
  readonly serviceTypeCode: string;
  readonly areaCodes: readonly string[];
  readonly annualValueFromPence: Pence;
  readonly annualValueToPence: Pence;
  readonly minimumFinancialBandPence: Pence | null;
  readonly startsOn: Day;
  readonly endsOn: Day;
}

/** A service type wanted in an area set, for a cohort, within a value range. `regionCode` is the first area's, for scopes. */
export interface Lot extends LotContent {
  readonly id: string;
  readonly regionCode: string;
  readonly regionCodes: readonly string[];
  readonly minimumFinancialBandPence: Pence;
  readonly status: LotStatus;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly withdrawnReason: string | null;
}

/** What making a lot must know. `covers` says whether the commissioner buys for an area set. */
export interface LotFacts {
  readonly id: string;
  readonly now: Date;
  readonly today: Day;
  readonly actorId: string;
  readonly vehicle: Vehicle | null;
  readonly serviceType: ServiceType | null;
  readonly geography: Geography;
  readonly covers: (areaCodes: readonly string[]) => boolean;
}

const notNow: Readonly<Record<LotStatus, string>> = { open: 'This lot is open', awarded: 'This lot has been awarded', withdrawn: 'This lot was withdrawn' };

/** Makes a lot, open at once. An area inside another one of the set is left out. */
export function makeLot(content: LotContent, facts: LotFacts): Creation<Lot> {
  const { vehicle, serviceType, geography, today } = facts;
  ensure(content.title.trim() !== '', 'title-missing', 'Enter a title for the lot', 'title');
  ensure(vehicle, 'vehicle-unknown', 'Select a framework or market from the list', 'vehicleCode');
  ensure(vehicle.opensOn <= today && today <= vehicle.endsOn, 'vehicle-closed', `${vehicle.name} has ended: no lot can be let under it`, 'vehicleCode');
  ensure(serviceType, 'service-type-unknown', 'Select a service type from the list', 'serviceTypeCode');
  const areaCodes = ensureAreas(content.areaCodes, facts);
  ensureCohort(content, serviceType);
  ensureMoneyAndTerm(content, today);
  const regionCodes = [...new Set(areaCodes.map((code) => geography.regionOf(code).code))];
  const row: Lot = {
    ...content,
    id: facts.id,
    title: content.title.trim(),
    areaCodes,
    regionCode: regionCodes[0] ?? '',
    regionCodes,
    minimumFinancialBandPence: content.minimumFinancialBandPence ?? content.annualValueToPence,
    status: 'open',
    createdBy: facts.actorId,
    createdAt: facts.now,
    withdrawnReason: null,
  };
  return { row };
}

/** A contract was made from the lot. */
export function awardLot(lot: Lot): Decision<Lot> {
  return { changes: { status: move(lotLifecycle, 'award', lot.status, notNow[lot.status]) } };
}

/** The lot will not be let; the reason is shown to everyone who sees the lot. */
export function withdrawLot(lot: Lot, reason: string): Decision<Lot> {
  ensure(reason.trim() !== '', 'reason-missing', 'Enter the reason for withdrawing the lot', 'reason');
  return { changes: { status: move(lotLifecycle, 'withdraw', lot.status, notNow[lot.status]), withdrawnReason: reason } };
}

/** A lot as other modules see it. */
export function lotSummary(lot: Lot): LotSummary {
  const { id, vehicleCode, title, serviceTypeCode, areaCodes, regionCodes, annualValueFromPence, annualValueToPence, startsOn, endsOn, status } = lot;
  const { takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity } = lot;
  const cohort = { takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity };
  return { id, vehicleCode, title, serviceTypeCode, areaCodes, regionCodes, cohort, annualValueFromPence, annualValueToPence, startsOn, endsOn, status };
}

function ensureAreas(codes: readonly string[], { geography, covers }: LotFacts): string[] {
  const areas = [...new Set(codes)];
  ensure(areas.length > 0, 'area-missing', 'Select at least one area', 'areaCodes');
  ensure(areas.every((code) => geography.find(code)), 'area-unknown', 'Select areas from the list', 'areaCodes');
  ensure(covers(areas), 'outside-your-region', 'You can make lots only for areas your region covers', 'areaCodes');
  return areas.filter((code) => !areas.some((other) => other !== code && geography.covers([other], code)));
}

function ensureCohort({ takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity }: Cohort, serviceType: ServiceType): void {
  ensure(takesMen || takesWomen, 'cohort-empty', 'Select men, women or both', 'takesMen');
  ensure(!serviceType.womenOnly || (takesWomen && !takesMen), 'women-only', `${serviceType.name} takes women only`, 'takesMen');
  const real = (age: number | null) => age === null || (Number.isInteger(age) && age >= YOUNGEST && age <= OLDEST);
  ensure(real(minimumAge), 'age-range', `Minimum age must be between ${YOUNGEST} and ${OLDEST}`, 'minimumAge');
  ensure(real(maximumAge), 'age-range', `Maximum age must be between ${YOUNGEST} and ${OLDEST}`, 'maximumAge');
  ensure(minimumAge === null || maximumAge === null || minimumAge <= maximumAge, 'age-order', 'Maximum age must be the same as or more than minimum age', 'maximumAge');
  ensure(takesCustody || takesCommunity, 'location-missing', 'Select custody, community or both', 'takesCommunity');
}

function ensureMoneyAndTerm({ annualValueFromPence: from, annualValueToPence: to, minimumFinancialBandPence: band, startsOn, endsOn }: LotContent, today: Day): void {
  const pence = (value: number) => Number.isSafeInteger(value);
  ensure(pence(from) && from > 0, 'value-missing', 'The lowest annual value must be more than £0', 'annualValueFromPence');
  ensure(pence(to) && to >= from, 'value-order', 'The highest annual value must be the same as or more than the lowest', 'annualValueToPence');
  ensure(band === null || (pence(band) && band >= 0), 'band-format', 'The annual contract value a member must be able to take on must be £0 or more', 'minimumFinancialBandPence');
  ensure(startsOn >= today, 'starts-past', 'The start date must be today or in the future', 'startsOn');
  ensure(endsOn > startsOn, 'term-order', 'The end date must be after the start date', 'endsOn');
}
