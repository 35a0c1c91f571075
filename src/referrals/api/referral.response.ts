import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import { asWritten } from '../domain/redaction.js';
import type { ReferralEntity } from '../persistence/referral.entity.js';
import type { ReferredNeed } from '../referrals.public.js';

/** One need of a referral. */
export class NeedResponse {
  categoryCode!: string;
  levelCode!: string;
  outcomeCodes!: string[];
}

/** Where a prefilled answer came from: `typed` over what case data said. */
export class SourceResponse {
  field!: string;
  source!: string;
  said!: string;
}

/** A sent referral, as those who may read it see it: the provider reads “[withheld]” where the referring side reads what it marked. */
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
  ethnicity!: string | null;
  preferredLanguage!: string | null;
  religion!: string | null;
  disabilities!: string | null;
  areaCode!: string;
  location!: string;
  prisonName!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expectedReleaseOn!: Day | null;
  releaseUnknownReason!: string | null;
  mainContactName!: string | null;
  mainContactRole!: string | null;
  mainContactEmail!: string | null;
  mainContactPhone!: string | null;
  sentenceKind!: string;
  @ApiProperty({ type: String, format: 'date' }) sentenceEndsOn!: Day;
  enforceableDays!: number | null;
  riskSummary!: string;
  additionalRisk!: string;
  accessNeeds!: string;
  interpreterLanguage!: string;
  responsibilities!: string;
  unavailableWhen!: string;
  anythingElse!: string;
  @ApiProperty({ type: String, format: 'date' }) completeBy!: Day;
  completeByReason!: string | null;
  reason!: string;
  deliveringOrganisationId!: string;
  sentAt!: Date;
  answeredAt!: Date | null;
  endedAt!: Date | null;
  answerReason!: string | null;
  answerComment!: string | null;
  suggestedContractId!: string | null;
  /** Outcomes and complexity levels can no longer change. */
  detailsLocked!: boolean;
  transferredFromId!: string | null;
  transferredToId!: string | null;
  /** What to send back with an amendment, so that nothing is overwritten. */
  revision!: number;
  needs!: NeedResponse[];
  /** Which answers came from case data; null for the provider. */
  @ApiProperty({ type: [SourceResponse], nullable: true }) sources!: SourceResponse[] | null;
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

/** A referral and its needs as the API shows them, to a reader who sees what was written or to the provider. */
export function referralResponse(referral: ReferralEntity, needs: readonly ReferredNeed[], seesWritten: boolean): ReferralResponse {
  const { practitionerId: _p, teamId: _t, primeOrganisationId: _o, caseworkerId: _c, regionCode: _r, restricted: _x, redactions: _w, sources, detailsLockedAt, transferredFromId, transferredToId, ...shown } = referral;
  return {
    ...shown,
    ...(seesWritten ? asWritten(referral) : {}),
    detailsLocked: detailsLockedAt !== null,
    // The other provider is the referring side's business.
    transferredFromId: seesWritten ? transferredFromId : null,
    transferredToId: seesWritten ? transferredToId : null,
    needs: needs.map(({ categoryCode, levelCode, outcomeCodes }) => ({ categoryCode, levelCode, outcomeCodes: [...outcomeCodes] })),
    sources: seesWritten ? Object.entries(sources).map(([field, each]) => ({ field, ...each })) : null,
  };
}
