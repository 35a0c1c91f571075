import { IsEmail, IsIn, IsOptional, IsString, IsUUID, MaxLength, IsInt, Min } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';
import { matchDecisions, type MatchDecision } from '../domain/exclusion.js';
import { staffStatuses, type StaffStatus } from '../domain/staff-member.js';

/** What an organisation says of someone on its staff register. */
export class StaffDetailsDto {
  @IsString() @MaxLength(200) name!: string;
  @IsDay() dateOfBirth!: Day;
  @IsString() @MaxLength(200) roleTitle!: string;
  @IsOptional() @IsEmail() @MaxLength(254) email?: string;
  @IsString() @MaxLength(100) vettingLevel!: string;
  @IsOptional() @IsDay() vettingExpiresOn?: Day;
  @IsOptional() @IsUUID() userId?: string;
}

/** Someone new, and on whose register. */
export class AddStaffDto extends StaffDetailsDto {
  @IsUUID() organisationId!: string;
}

/** Every detail anew; `revision` is the one last seen (409 when it moved on). */
export class UpdateStaffDto extends StaffDetailsDto {
  @IsOptional() @IsInt() @Min(1) revision?: number;
}

/** Why. */
export class StaffReasonDto {
  @IsString() @MaxLength(10_000) reason!: string;
}

/** A staff file as text, with its heading. */
export class ImportStaffDto {
  @IsUUID() organisationId!: string;
  @IsString() @MaxLength(900_000) csv!: string;
}

/** Which people, and which page of them. */
export class ListStaffDto {
  @IsOptional() @IsIn(staffStatuses) status?: StaffStatus;
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}

/** Which page of the exclusion list. */
export class ListExclusionsDto {
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}

/** What a commissioner decides about a request. */
export class DecideMatchDto extends StaffReasonDto {
  @IsUUID() matchId!: string;
  @IsIn(matchDecisions) decision!: MatchDecision;
}
