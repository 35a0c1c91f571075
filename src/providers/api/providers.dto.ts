import { IsBoolean, IsEmail, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
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

/** Which page of a list. */
export class ListProvidersDto {
  @IsOptional() @IsString() @MaxLength(1_000) after?: string;
}
