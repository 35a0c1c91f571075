import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsBoolean, IsEmail, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import type { PartDecision } from '../domain/application.js';
import { legalForms, type LegalForm } from '../domain/provider.js';
import { providerSizes, type ProviderSize } from '../providers.public.js';

/** An organisation that registers, and its first user. Turnover is a year's, in pence. `registrationKey` makes a repeat safe. */
export class RegisterOrganisationDto {
  @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter the name of the organisation' }) name!: string;
  @IsIn(Object.keys(legalForms)) legalForm!: LegalForm;
  @IsOptional() @IsString() @MaxLength(20) companyNumber?: string | null;
  @IsOptional() @IsString() @MaxLength(20) charityNumber?: string | null;
  @IsIn([...providerSizes]) size!: ProviderSize;
  @IsBoolean() isVcse!: boolean;
  @IsInt() @Min(0) @Max(100_000_000_000) turnoverPence!: number;
  @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter the name of the first user' }) userName!: string;
  @IsEmail() @MaxLength(254) email!: string;
  @IsString() @MinLength(10, { message: 'Password must be 10 characters or more' }) @MaxLength(200) password!: string;
  @IsOptional() @IsUUID() registrationKey?: string;
}

/** What an application asks for: every category in every area. */
export class StartApplicationDto {
  @IsString() @MaxLength(100) vehicleCode!: string;
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) categoryCodes!: string[];
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) areaCodes!: string[];
}

/** Answers by question code: pounds as text, dates `YYYY-MM-DD`, `yes` or `no`, a choice's value, or text. */
export class AnswerApplicationDto {
  @IsObject() answers!: Record<string, unknown>;
}

/** A decision on one category in one area; a refusal needs its reason. */
export class PartDecisionDto {
  @IsString() @MaxLength(100) categoryCode!: string;
  @IsString() @MaxLength(100) areaCode!: string;
  @IsIn(['admitted', 'refused']) decision!: PartDecision;
  @IsOptional() @IsString() @MaxLength(10_000) reason?: string | null;
}

/** Decisions on every part of an application. */
export class DecideApplicationDto {
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => PartDecisionDto) decisions!: PartDecisionDto[];
}

/** Which page of a list. */
export class ListProvidersDto {
  @IsOptional() @IsString() @MaxLength(1_000) after?: string;
}

/** Which page of the list, and which state. */
export class ListApplicationsDto {
  @IsOptional() @IsIn(['draft', 'submitted', 'decided']) status?: 'draft' | 'submitted' | 'decided';
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
