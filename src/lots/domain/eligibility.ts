import { formatRoundPounds } from '#libs/kernel';
import type { Geography } from '../../catalogue/catalogue.public.js';
import type { Member } from '../../providers/providers.public.js';
import type { Lot } from './lot.js';

/** What of a lot decides who could deliver it. */
export type Wanted = Pick<Lot, 'vehicleCode' | 'areaCodes' | 'minimumFinancialBandPence'>;

/** The categories of the lot's service type with their names, and the geography. */
export interface EligibilityFacts {
  readonly categories: readonly { readonly code: string; readonly name: string }[];
  readonly geography: Geography;
}

/** Why a member could not deliver a lot, in sentences; none when it could: an active member, every category in every area, and the band (DOMAIN §5). */
export function reasonsNot(lot: Wanted, member: Member, { categories, geography }: EligibilityFacts): string[] {
  const reasons: string[] = [];
  if (member.status !== 'active') reasons.push(standing(member));
  for (const { code, name } of categories) {
    const admitted = member.admissions.filter((each) => each.categoryCode === code && each.vehicleCode === lot.vehicleCode).map((each) => each.areaCode);
    const lacking = lot.areaCodes.filter((area) => !isCovered(geography, admitted, area)).map((area) => geography.find(area)?.name ?? area);
    if (lacking.length > 0) reasons.push(`It is not admitted for ${name} in ${listed(lacking)}`);
  }
  const { financialBandPence: band } = member;
  if (band !== null && band < lot.minimumFinancialBandPence) {
    reasons.push(`Its largest annual contract is ${formatRoundPounds(band)}, and this lot needs ${formatRoundPounds(lot.minimumFinancialBandPence)}`);
  }
  return reasons;
}

/** A suspended or removed member is not invited, whatever it was admitted for; its live contracts go on. */
function standing({ status, statusReason }: Member): string {
  const why = statusReason === null ? '' : `: ${statusReason.charAt(0).toLowerCase()}${statusReason.slice(1)}`;
  return status === 'suspended' ? `Its membership is suspended${why}` : `It was removed from the register${why}`;
}

/** An area is covered by itself, by an area around it, or by all the areas inside it together. */
function isCovered(geography: Geography, admitted: readonly string[], area: string): boolean {
  if (geography.covers(admitted, area)) return true;
  const inside = geography.areas.filter((each) => each.parentCode === area);
  return inside.length > 0 && inside.every((each) => isCovered(geography, admitted, each.code));
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
