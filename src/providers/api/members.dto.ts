import { ArrayNotEmpty, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { reinstatementChoices, removalChoices, suspensionChoices } from '../domain/membership-reasons.js';

const reinstatements = [...reinstatementChoices];
const suspensions = [...suspensionChoices];
const removals = [...removalChoices];

/** Which members, and which page of them. An area finds those admitted in it, around it or inside it. */
export class ListMembersDto {
  @IsOptional() @IsString() @MaxLength(100) vehicle?: string;
  @IsOptional() @IsString() @MaxLength(100) category?: string;
  @IsOptional() @IsString() @MaxLength(100) area?: string;
  @IsOptional() @IsString() @MaxLength(200) name?: string;
  @IsOptional() @IsString() @MaxLength(2_000) after?: string;
}

/** Words for a decision about a member, and the membership as it was last seen. */
class DecideMemberDto {
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter the reason in your own words' }) words!: string;
  @IsOptional() @IsInt() @Min(0) revision?: number;
}

/** Why a member is suspended. */
export class SuspendMemberDto extends DecideMemberDto {
  @IsIn(suspensions) reason!: (typeof suspensions)[number];
}

/** Why a suspension ends. */
export class ReinstateMemberDto extends DecideMemberDto {
  @IsIn(reinstatements) reason!: (typeof reinstatements)[number];
}

/** Why a member is removed. */
export class RemoveMemberDto extends DecideMemberDto {
  @IsIn(removals) reason!: (typeof removals)[number];
}

/** Answers that are still true. */
export class ConfirmAnswersDto {
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) questionCodes!: string[];
  @IsOptional() @IsInt() @Min(0) revision?: number;
}

/** New values for evidence that runs out, by question code: days as `YYYY-MM-DD`, documents as lists of ids. */
export class RenewEvidenceDto {
  @IsObject() answers!: Record<string, unknown>;
  @IsOptional() @IsInt() @Min(0) revision?: number;
}
