import { ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';

const MOST_PENCE = 100_000_000_000;

/** A lot to be made. Money is pence a year; days are `YYYY-MM-DD`; ages left out are no limit; the band is the top of the range unless said. */
export class MakeLotDto {
  @IsString() @MaxLength(100) vehicleCode!: string;
  @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter a title for the lot' }) title!: string;
  @IsString() @MaxLength(100) serviceTypeCode!: string;
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) areaCodes!: string[];
  @IsBoolean() takesMen!: boolean;
  @IsBoolean() takesWomen!: boolean;
  @IsOptional() @IsInt() @Min(18) @Max(120) minimumAge?: number | null;
  @IsOptional() @IsInt() @Min(18) @Max(120) maximumAge?: number | null;
  @IsBoolean() takesCustody!: boolean;
  @IsBoolean() takesCommunity!: boolean;
  @IsInt() @Min(1) @Max(MOST_PENCE) annualValueFromPence!: number;
  @IsInt() @Min(1) @Max(MOST_PENCE) annualValueToPence!: number;
  @IsOptional() @IsInt() @Min(0) @Max(MOST_PENCE) minimumFinancialBandPence?: number | null;
  @IsDay() startsOn!: Day;
  @IsDay() endsOn!: Day;
}

/** Why a lot is withdrawn. */
export class WithdrawLotDto {
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter the reason for withdrawing the lot' }) reason!: string;
}

/** Which lots, and which page of them. */
export class ListLotsDto {
  @IsOptional() @IsString() @MaxLength(100) region?: string;
  @IsOptional() @IsString() @MaxLength(100) serviceType?: string;
  @IsOptional() @IsIn(['open', 'awarded', 'withdrawn']) status?: 'open' | 'awarded' | 'withdrawn';
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
