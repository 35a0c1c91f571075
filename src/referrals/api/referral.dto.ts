import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsEmail, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';
import { endReasons, type EndReasonCode } from '../referrals.public.js';
import { declineReasons, type DeclineReason } from '../domain/referral.js';
import { sentenceKinds, type SentenceKind } from '../domain/referral-content.js';

/** One need: a category of the service, one complexity level and the outcomes wanted. */
export class NeedDto {
  @IsString() @MaxLength(100) categoryCode!: string;
  @IsIn(['LOW', 'MEDIUM', 'HIGH']) levelCode!: string;
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) outcomeCodes!: string[];
}

/** Who may see a referral, where the practitioner limits that: at least one manager of the provider. */
export class LimitReferralDto {
  @IsArray() @ArrayNotEmpty() @IsUUID(undefined, { each: true }) readerIds!: string[];
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter why access is limited' }) reason!: string;
}

/** A referral to be sent. Days are `YYYY-MM-DD`. Passages of the risk texts between [[ and ]] are withheld from the provider. */
export class SendReferralDto {
  @IsUUID() contractId!: string;
  @Matches(/^[A-Z]\d{6}$/, { message: 'crn must be one capital letter and six digits' }) crn!: string;
  @IsString() @MaxLength(100) @Matches(/\S/, { message: 'Enter a first name' }) firstName!: string;
  @IsString() @MaxLength(100) @Matches(/\S/, { message: 'Enter a last name' }) lastName!: string;
  @IsDay() dateOfBirth!: Day;
  @IsIn(['male', 'female', 'other']) gender!: 'male' | 'female' | 'other';
  @IsOptional() @IsString() @MaxLength(200) ethnicity?: string;
  @IsOptional() @IsString() @MaxLength(200) preferredLanguage?: string;
  @IsOptional() @IsString() @MaxLength(200) religion?: string;
  @IsOptional() @IsString() @MaxLength(10_000) disabilities?: string;
  @IsString() @MaxLength(100) areaCode!: string;
  @IsIn(['community', 'custody']) location!: 'community' | 'custody';
  /** Only in custody, like the release and the main contact. */
  @IsOptional() @IsString() @MaxLength(200) prisonName?: string;
  /** In custody either this or `releaseUnknownReason` is required. */
  @IsOptional() @IsDay() expectedReleaseOn?: Day;
  @IsOptional() @IsString() @MaxLength(10_000) releaseUnknownReason?: string;
  /** In custody required, with an e-mail address or a phone number. */
  @IsOptional() @IsString() @MaxLength(200) mainContactName?: string;
  @IsOptional() @IsString() @MaxLength(200) mainContactRole?: string;
  @IsOptional() @IsEmail() @MaxLength(254) mainContactEmail?: string;
  @IsOptional() @IsString() @MaxLength(50) mainContactPhone?: string;
  /** Left out: an order, with a rehabilitation activity requirement if there are enforceable days. */
  @IsOptional() @IsIn(sentenceKinds) sentenceKind?: SentenceKind;
  @IsDay() sentenceEndsOn!: Day;
  @IsOptional() @IsInt() @Min(1) @Max(40) enforceableDays?: number;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter a risk summary' }) riskSummary!: string;
  @IsOptional() @IsString() @MaxLength(10_000) additionalRisk?: string;
  @IsOptional() @IsString() @MaxLength(10_000) accessNeeds?: string;
  @IsOptional() @IsString() @MaxLength(100) interpreterLanguage?: string;
  @IsOptional() @IsString() @MaxLength(10_000) responsibilities?: string;
  @IsOptional() @IsString() @MaxLength(10_000) unavailableWhen?: string;
  @IsOptional() @IsString() @MaxLength(10_000) anythingElse?: string;
  @IsDay() completeBy!: Day;
  /** Required when the service is to be completed after the sentence ends. */
  @IsOptional() @IsString() @MaxLength(10_000) completeByReason?: string;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter the reason for the referral' }) reason!: string;
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => NeedDto) needs!: NeedDto[];
  /** Required when case data limits access to the person. */
  @IsOptional() @ValidateNested() @Type(() => LimitReferralDto) limitAccess?: LimitReferralDto;
}

/** Why a provider declines, and a service that would take the person instead, if it knows one. */
export class DeclineReferralDto {
  @IsIn(Object.keys(declineReasons)) reason!: DeclineReason;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter a comment' }) comment!: string;
  @IsOptional() @IsUUID() suggestedContractId?: string | null;
}

/** Why a practitioner withdraws. */
export class WithdrawReferralDto {
  @IsIn(Object.keys(endReasons)) code!: EndReasonCode;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter a comment' }) comment!: string;
}

/** Which organisation on the contract should answer, and why. */
export class AllocateReferralDto {
  @IsUUID() organisationId!: string;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter why another organisation should answer' }) reason!: string;
}

/** Which page of the list, and which state. */
export class ListReferralsDto {
  @IsOptional() @IsIn(['sent', 'accepted', 'declined', 'withdrawn', 'ended']) status?: 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'ended';
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
