import { ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
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
  @Matches(DAY, { message: 'startsOn must be a day, like 2026-03-27' }) startsOn!: string;
  @Matches(DAY, { message: 'endsOn must be a day, like 2026-03-27' }) endsOn!: string;
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
