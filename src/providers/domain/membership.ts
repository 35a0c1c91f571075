import { lifecycle, type ChildChange, type Creation, type Decision, type Pence } from '#libs/kernel';
import type { Member } from '../providers.public.js';
import { largestContract } from './financial-band.js';

export const membershipStatuses = ['active'] as const satisfies readonly Member['status'][];

/** Suspension and removal come with the Onboarding rules; until then whoever was admitted stays active. */
export const membershipLifecycle = lifecycle(membershipStatuses, { admit: { from: null, to: 'active' } });

/** A provider's membership of one commercial vehicle. The band is explained by `bandArithmetic(turnoverPence)`. */
export interface Membership {
  readonly id: string;
  readonly providerId: string;
  readonly vehicleCode: string;
  readonly status: (typeof membershipStatuses)[number];
  readonly turnoverPence: Pence;
  readonly financialBandPence: Pence | null;
  readonly admittedAt: Date;
}

/** One category in one area a member was admitted for, and by which application. */
export interface MemberAdmission {
  readonly id: string;
  readonly membershipId: string;
  readonly categoryCode: string;
  readonly areaCode: string;
  readonly applicationId: string;
}

/** Admissions that an application earned. */
export interface Earned {
  readonly applicationId: string;
  readonly parts: readonly { readonly categoryCode: string; readonly areaCode: string }[];
  readonly turnoverPence: Pence;
  readonly newId: () => string;
}

/** The first admission makes the member; the latest turnover sets the band. */
export function admitMember(member: Pick<Membership, 'id' | 'providerId' | 'vehicleCode' | 'admittedAt'>, earned: Earned): Creation<Membership> {
  const { turnoverPence } = earned;
  return { row: { ...member, status: 'active', turnoverPence, financialBandPence: largestContract(turnoverPence) }, children: [admissionsOf(member.id, earned)] };
}

/** A later application adds to what a member is admitted for and brings its band up to date. */
export function extendMembership(member: Membership, earned: Earned): Decision<Membership> {
  const { turnoverPence } = earned;
  return { changes: { turnoverPence, financialBandPence: largestContract(turnoverPence) }, children: [admissionsOf(member.id, earned)] };
}

function admissionsOf(membershipId: string, { parts, applicationId, newId }: Earned): ChildChange {
  const insert: MemberAdmission[] = parts.map(({ categoryCode, areaCode }) => ({ id: newId(), membershipId, categoryCode, areaCode, applicationId }));
  return { child: 'admissions', insert };
}
