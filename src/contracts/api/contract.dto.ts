import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';
import type { ContractStatus } from '../contracts.public.js';
import { contractStatuses } from '../domain/contract.js';
import { awardGrounds, type AwardGround } from '../domain/direct-award.js';

/** A contract made from a lot without a competition. Days are `YYYY-MM-DD`; those left out come from the lot. */
export class AwardContractDto {
  @IsUUID() lotId!: string;
  @IsUUID() providerId!: string;
  @IsIn(Object.keys(awardGrounds)) ground!: AwardGround;
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter the reason for the award' }) reason!: string;
  @IsString() @MaxLength(60) reference!: string;
  @IsOptional() @IsDay() termFrom?: Day;
  @IsOptional() @IsDay() termTo?: Day;
  @IsOptional() @IsDay() referralsFrom?: Day;
  @IsOptional() @IsDay() referralsTo?: Day;
  @IsOptional() @IsString() @MaxLength(10_000) description?: string;
  /** Why the award is made although the provider said something long ago; needed only then. */
  @IsOptional() @IsString() @MaxLength(10_000) staleReason?: string;
}

/** Whom to ask to confirm what it said long ago, and for which lot. */
export class AskToConfirmDto {
  @IsUUID() lotId!: string;
  @IsUUID() providerId!: string;
}

/** Someone to join the supply chain. */
export class AddSubcontractorDto {
  @IsUUID() organisationId!: string;
  @IsOptional() @IsString() @MaxLength(200) role?: string | null;
  @IsOptional() @IsInt() @Min(0) @Max(100) sharePercent?: number | null;
  @IsOptional() @IsDay() worksFrom?: Day | null;
  @IsOptional() @IsDay() worksTo?: Day | null;
}

/** Why a contract is closed, ended or terminated. */
export class ReasonDto {
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter a reason' }) reason!: string;
}

/** Which contracts, and which page of them. */
export class ListContractsDto {
  @IsOptional() @IsString() @MaxLength(10) regionCode?: string;
  @IsOptional() @IsString() @MaxLength(10) serviceTypeCode?: string;
  @IsOptional() @IsIn(contractStatuses) status?: ContractStatus;
  @IsOptional() @IsString() @MaxLength(200) q?: string;
  @IsOptional() @IsString() @MaxLength(1_000) after?: string;
}
