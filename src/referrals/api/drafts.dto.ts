import { OmitType, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { allocationKinds, type AllocationKind } from '../domain/best-eligible.js';
import { SendReferralDto } from './referral.dto.js';
import { FindServicesDto } from './services.dto.js';

/** For which service a draft is. `toBest`: for the best eligible of its type, chosen by the commissioner's rule when it is sent. */
export class StartDraftDto {
  @IsUUID() contractId!: string;
  @IsOptional() @IsBoolean() toBest?: boolean;
}

/** Whom a draft is about. `goesOnTyping`: keep a CRN that case data does not know. */
export class DraftPersonDto {
  @Matches(/^[A-Z]\d{6}$/, { message: 'crn must be one capital letter and six digits' }) crn!: string;
  @IsOptional() @IsBoolean() goesOnTyping?: boolean;
}

/** Any of a referral's fields. A question page counts as answered with all it requires; `revision` is the draft last seen. */
export class DraftAnswersDto extends PartialType(OmitType(SendReferralDto, ['contractId', 'crn', 'limitAccess'] as const)) {
  @IsOptional() @IsInt() @Min(1) revision?: number;
}

/** The colleague who goes on with a draft, and what they should know. */
export class HandOverDraftDto {
  @IsUUID() practitionerId!: string;
  @IsString() @MaxLength(2_000) @Matches(/\S/, { message: 'Enter what your colleague should know' }) note!: string;
}

/** Drafts to give to one colleague. */
export class HandOverDraftsDto extends HandOverDraftDto {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(100) @IsUUID('all', { each: true }) draftIds!: string[];
}

/** The service of a referral made again. */
export class ReferAgainDto {
  @IsUUID() contractId!: string;
}

/** Which page of the list. */
export class ListDraftsDto {
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}

/** A referral for the best eligible service of a type. */
export class SendToBestDto extends OmitType(SendReferralDto, ['contractId'] as const) {
  @IsString() @MaxLength(100) serviceTypeCode!: string;
}

/** Which person, and which type of service. */
export class BestServicesDto extends FindServicesDto {
  @IsString() @MaxLength(100) serviceTypeCode!: string;
}

/** How the service is chosen for one type in one area; `contractIds` is the order of a ranked choice. */
export class SetAllocationRuleDto {
  @IsString() @MaxLength(100) areaCode!: string;
  @IsString() @MaxLength(100) serviceTypeCode!: string;
  @IsIn(allocationKinds) kind!: AllocationKind;
  @IsOptional() @IsUUID(undefined, { each: true }) contractIds?: string[];
  @IsOptional() @IsInt() @Min(1) revision?: number;
}
