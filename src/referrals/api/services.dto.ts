import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { attendanceTypes, languages, type AttendanceType } from '../../contracts/contracts.public.js';
import { cohorts, type ServiceCohort } from '../domain/service-wishes.js';

/** Which person needs what, where; the rest are wishes. */
export class FindServicesDto {
  @IsString() @MaxLength(100) areaCode!: string;
  @IsString() @MaxLength(100) categoryCode!: string;
  @IsIn(['male', 'female', 'other']) gender!: 'male' | 'female' | 'other';
  @Type(() => Number) @IsInt() @Min(18) @Max(120) age!: number;
  @IsIn(['community', 'custody']) location!: 'community' | 'custody';
  @IsOptional() @IsIn(languages) language?: string;
  @IsOptional() @IsIn(Object.keys(attendanceTypes)) attendance?: AttendanceType;
  @IsOptional() @IsIn(Object.keys(cohorts)) cohort?: ServiceCohort;
  /** Services that open within 90 days as well. */
  @IsOptional() @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown))) @IsBoolean() canWait?: boolean;
  /** Where the person lives, when they would travel to the area; distances are from there. */
  @IsOptional() @IsString() @MaxLength(100) livesIn?: string;
  /** Tells apart searches: unmet need is noted once for each. Left out, once a day for the same search. */
  @IsOptional() @IsUUID() search?: string;
}

/** Two or three services, and the area to look from. */
export class CompareServicesDto {
  @Transform(({ value }) => (Array.isArray(value) ? (value as unknown[]) : [value])) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(3) @IsUUID(undefined, { each: true }) id!: string[];
  @IsOptional() @IsString() @MaxLength(100) areaCode?: string;
}

/** Which month, this one unless said; and perhaps one category. */
export class UnmetNeedDto {
  @IsOptional() @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'month must be like 2026-06' }) month?: string;
  @IsOptional() @IsString() @MaxLength(100) categoryCode?: string;
}
