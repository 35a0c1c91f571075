import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';
import { endReasons, type EndReasonCode } from '../referrals.public.js';
import { declineReasons, type DeclineReason } from '../domain/referral.js';

/** One need: a category of the service, one complexity level and the outcomes wanted. */
export class NeedDto {
  @IsString() @MaxLength(100) categoryCode!: string;
  @IsIn(['LOW', 'MEDIUM', 'HIGH']) levelCode!: string;
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) outcomeCodes!: string[];
}

/** A referral to be sent. Days are `YYYY-MM-DD`. */
export class SendReferralDto {
  @IsUUID() contractId!: string;
  @Matches(/^[A-Z]\d{6}$/, { message: 'crn must be one capital letter and six digits' }) crn!: string;
  @IsString() @MaxLength(100) @Matches(/\S/, { message: 'Enter a first name' }) firstName!: string;
  @IsString() @MaxLength(100) @Matches(/\S/, { message: 'Enter a last name' }) lastName!: string;
  @IsDay() dateOfBirth!: Day;
  @IsIn(['male', 'female', 'other']) gender!: 'male' | 'female' | 'other';
  @IsString() @MaxLength(100) areaCode!: string;
  @IsIn(['community', 'custody']) location!: 'community' | 'custody';
  @IsOptional() @IsString() @MaxLength(200) prisonName?: string;
  @IsDay() sentenceEndsOn!: Day;
  @IsOptional() @IsInt() @Min(1) @Max(40) enforceableDays?: number;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter a risk summary' }) riskSummary!: string;
  @IsOptional() @IsString() @MaxLength(10_000) accessNeeds?: string;
  @IsOptional() @IsString() @MaxLength(100) interpreterLanguage?: string;
  @IsDay() completeBy!: Day;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter the reason for the referral' }) reason!: string;
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => NeedDto) needs!: NeedDto[];
}

/** Why a provider declines. */
export class DeclineReferralDto {
  @IsIn(Object.keys(declineReasons)) reason!: DeclineReason;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter a comment' }) comment!: string;
}

/** Why a practitioner withdraws. */
export class WithdrawReferralDto {
  @IsIn(Object.keys(endReasons)) code!: EndReasonCode;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter a comment' }) comment!: string;
}

/** Which organisation on the contract should answer. */
export class AllocateReferralDto {
  @IsUUID() organisationId!: string;
}

/** Which person needs what, where. */
export class FindServicesDto {
  @IsString() @MaxLength(100) areaCode!: string;
  @IsString() @MaxLength(100) categoryCode!: string;
  @IsIn(['male', 'female', 'other']) gender!: 'male' | 'female' | 'other';
  @Type(() => Number) @IsInt() @Min(18) @Max(120) age!: number;
  @IsIn(['community', 'custody']) location!: 'community' | 'custody';
}

/** Which page of the list, and which state. */
export class ListReferralsDto {
  @IsOptional() @IsIn(['sent', 'accepted', 'declined', 'withdrawn', 'ended']) status?: 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'ended';
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
