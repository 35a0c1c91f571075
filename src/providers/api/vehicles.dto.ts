import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsEmail, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';
import { vehicleKinds, type Vehicle } from '../providers.public.js';

/** The standing test: the share of turnover in basis points (5,000 are half), and the upper limits of the bands in pence, smallest first. */
export class BandRuleDto {
  @IsInt() @Min(1) @Max(100_000) turnoverShareBasisPoints!: number;
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(20) @IsInt({ each: true }) bandsPence!: number[];
}

/** What a vehicle says of itself; a regime of null is for grants. Days are `YYYY-MM-DD`. */
export class VehicleContentDto {
  @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter a name' }) name!: string;
  @IsString() @MaxLength(10_000) description!: string;
  @IsIn([...vehicleKinds]) kind!: Vehicle['kind'];
  @ValidateIf((_, value) => value !== null) @IsIn(['PCR2015', 'PA2023']) regime!: 'PCR2015' | 'PA2023' | null;
  @IsBoolean() isLightTouch!: boolean;
  @IsDay() opensOn!: Day;
  @IsDay() endsOn!: Day;
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) categoryCodes!: string[];
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter the conditions of membership' }) conditions!: string;
  @IsString() @MaxLength(100) questionnaireCode!: string;
  @ValidateNested() @Type(() => BandRuleDto) bandRule!: BandRuleDto;
  /** Where applicants and members write; a draft may still have none. */
  @ValidateIf((_, value) => value !== null) @IsEmail() @MaxLength(254) contactEmail!: string | null;
}

/** A vehicle to be drafted. */
export class DraftVehicleDto extends VehicleContentDto {
  @IsString() @MaxLength(12) code!: string;
}

/** A vehicle changed: the whole of what it says, with the reason once it is open. `revision` is the vehicle as it was read. */
export class EditVehicleDto extends VehicleContentDto {
  @IsOptional() @IsInt() @Min(0) revision?: number;
  @IsOptional() @IsString() @MaxLength(10_000) reason?: string | null;
}

/** A draft to be made from another vehicle. */
export class CopyVehicleDto {
  @IsString() @MaxLength(12) code!: string;
  @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter a name' }) name!: string;
}

/** Why a vehicle closes. */
export class CloseVehicleDto {
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter why the framework or market closes' }) reason!: string;
}
