import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { attendanceTypes, languages, type AttendanceType } from '../contracts.public.js';

/** Room: null places means the provider sets no limit. Full and `closesWhenFull` (true unless said), it takes no referral until a place is free. */
export class RoomDto {
  @IsOptional() @IsInt() @Min(0) @Max(10_000) places?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(1_000) weeklyStarts?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(365) expectedWaitDays?: number | null;
  @IsOptional() @IsBoolean() closesWhenFull?: boolean | null;
}

/** Room in one area of the contract. */
export class AreaRoomDto extends RoomDto {
  @IsString() @MaxLength(100) areaCode!: string;
}

/** Room everywhere, or area by area when `areas` is given; areas left out of it stay as they were. */
export class StateCapacityDto extends RoomDto {
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => AreaRoomDto) areas?: AreaRoomDto[];
}

/** What the service offers. */
export class DescribeServiceDto {
  @IsString() @MaxLength(10_000) description!: string;
  @IsArray() @IsIn(Object.keys(attendanceTypes), { each: true }) attendance!: AttendanceType[];
  @IsArray() @IsIn(languages, { each: true }) languages!: string[];
}

/** A place the service works from; latitude and longitude in degrees, or neither. */
export class AddOfficeDto {
  @IsString() @MaxLength(200) @Matches(/\S/, { message: 'Enter the name of the office' }) name!: string;
  @IsString() @MaxLength(1_000) @Matches(/\S/, { message: 'Enter the address of the office' }) address!: string;
  @IsOptional() @IsNumber() latitude?: number | null;
  @IsOptional() @IsNumber() longitude?: number | null;
}
