import { Type } from 'class-transformer';
import { IsArray, IsEmail, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';
import { sentenceKinds, type SentenceKind } from '../domain/referral-content.js';
import { transferReasons, type TransferReasonCode } from '../referrals.public.js';
import { NeedDto } from './referral.dto.js';

/** What should change, and why; what is left out stays, and null says that there is nothing. `revision`: the referral as it was read, so that nothing is overwritten. */
export class AmendReferralDto {
  @IsOptional() @IsInt() @Min(1) revision?: number;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter why you are changing the referral' }) amendmentReason!: string;
  @IsOptional() @IsString() @MaxLength(100) firstName?: string;
  @IsOptional() @IsString() @MaxLength(100) lastName?: string;
  @IsOptional() @IsString() @MaxLength(200) ethnicity?: string | null;
  @IsOptional() @IsString() @MaxLength(200) preferredLanguage?: string | null;
  @IsOptional() @IsString() @MaxLength(200) religion?: string | null;
  @IsOptional() @IsString() @MaxLength(10_000) disabilities?: string | null;
  @IsOptional() @IsIn(sentenceKinds) sentenceKind?: SentenceKind;
  @IsOptional() @IsDay() sentenceEndsOn?: Day;
  @IsOptional() @IsInt() @Min(1) @Max(40) enforceableDays?: number | null;
  @IsOptional() @IsString() @MaxLength(100) areaCode?: string;
  @IsOptional() @IsIn(['community', 'custody']) location?: 'community' | 'custody';
  @IsOptional() @IsString() @MaxLength(200) prisonName?: string | null;
  @IsOptional() @IsDay() expectedReleaseOn?: Day | null;
  @IsOptional() @IsString() @MaxLength(10_000) releaseUnknownReason?: string | null;
  @IsOptional() @IsString() @MaxLength(200) mainContactName?: string | null;
  @IsOptional() @IsString() @MaxLength(200) mainContactRole?: string | null;
  @IsOptional() @IsEmail() @MaxLength(254) mainContactEmail?: string | null;
  @IsOptional() @IsString() @MaxLength(50) mainContactPhone?: string | null;
  @IsOptional() @IsString() @MaxLength(10_000) riskSummary?: string;
  @IsOptional() @IsString() @MaxLength(10_000) additionalRisk?: string;
  @IsOptional() @IsString() @MaxLength(10_000) accessNeeds?: string;
  @IsOptional() @IsString() @MaxLength(100) interpreterLanguage?: string;
  @IsOptional() @IsString() @MaxLength(10_000) responsibilities?: string;
  @IsOptional() @IsString() @MaxLength(10_000) unavailableWhen?: string;
  @IsOptional() @IsString() @MaxLength(10_000) anythingElse?: string;
  @IsOptional() @IsDay() completeBy?: Day;
  @IsOptional() @IsString() @MaxLength(10_000) completeByReason?: string | null;
  @IsOptional() @IsString() @MaxLength(10_000) reason?: string;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => NeedDto) needs?: NeedDto[];
}

/** The service to go on with. */
export class GoOnDto {
  @IsUUID() contractId!: string;
}

/** To which service a waiting referral goes, why, and whether it is sent at once or made a draft. */
export class TransferReferralDto extends GoOnDto {
  @IsIn(Object.keys(transferReasons)) code!: TransferReasonCode;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter a comment' }) comment!: string;
  @IsIn(['sent', 'draft']) as!: 'sent' | 'draft';
}
