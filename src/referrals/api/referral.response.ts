import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { FoundService } from '../application/service-finder.js';
import type { ReferralEntity } from '../persistence/referral.entity.js';
import type { ReferredNeed } from '../referrals.public.js';

/** One need of a referral. */
export class NeedResponse {
  categoryCode!: string;
  levelCode!: string;
  outcomeCodes!: string[];
}

/** A sent referral, as those who may read it see it. */
export class ReferralResponse {
  id!: string;
  reference!: string;
  contractId!: string;
  status!: string;
  crn!: string;
  firstName!: string;
  lastName!: string;
  @ApiProperty({ type: String, format: 'date' }) dateOfBirth!: Day;
  gender!: string;
  areaCode!: string;
  location!: string;
  prisonName!: string | null;
  @ApiProperty({ type: String, format: 'date' }) sentenceEndsOn!: Day;
  enforceableDays!: number | null;
  riskSummary!: string;
  accessNeeds!: string;
  interpreterLanguage!: string;
  @ApiProperty({ type: String, format: 'date' }) completeBy!: Day;
  reason!: string;
  deliveringOrganisationId!: string;
  sentAt!: Date;
  answeredAt!: Date | null;
  endedAt!: Date | null;
  answerReason!: string | null;
  answerComment!: string | null;
  needs!: NeedResponse[];
}

/** A referral in a list. */
export class ReferralRowResponse {
  id!: string;
  reference!: string;
  personName!: string;
  crn!: string;
  contractId!: string;
  status!: string;
  sentAt!: Date;
}

/** One page of a list. */
export class ReferralListResponse {
  items!: ReferralRowResponse[];
  next!: string | null;
}

/** A service with its room now. */
export class ServiceResponse {
  id!: string;
  reference!: string;
  title!: string;
  primeName!: string;
  serviceTypeCode!: string;
  areaCodes!: string[];
  placesFree!: number | null;
  expectedWaitDays!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) capacityStatedOn!: Day | null;
}

/** A referral and its needs as the API shows them. */
export function referralResponse(referral: ReferralEntity, needs: readonly ReferredNeed[]): ReferralResponse {
  const { practitionerId: _p, teamId: _t, primeOrganisationId: _o, caseworkerId: _c, regionCode: _r, restricted: _x, revision: _v, ...shown } = referral;
  return { ...shown, needs: needs.map((need) => ({ ...need, outcomeCodes: [...need.outcomeCodes] })) };
}

/** A found service as the API shows it. */
export function serviceResponse(service: FoundService): ServiceResponse {
  const { id, reference, title, primeName, serviceTypeCode, areaCodes, placesFree, expectedWaitDays, capacityStatedOn } = service;
  return { id, reference, title, primeName, serviceTypeCode, areaCodes: [...areaCodes], placesFree, expectedWaitDays, capacityStatedOn };
}
