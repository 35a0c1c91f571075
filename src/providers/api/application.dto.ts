import { ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { applicationStatuses, type ApplicationStatus } from '../domain/application.js';

/** What an application asks for: every category in every area. */
export class StartApplicationDto {
  @IsString() @MaxLength(100) vehicleCode!: string;
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) categoryCodes!: string[];
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) areaCodes!: string[];
  @IsOptional() @IsBoolean() isConsortium?: boolean;
}

/** Other choices for a draft; what is left out stays. `revision` is the draft as it was read. */
export class ChooseDto {
  @IsOptional() @IsArray() @ArrayNotEmpty() @IsString({ each: true }) categoryCodes?: string[];
  @IsOptional() @IsArray() @ArrayNotEmpty() @IsString({ each: true }) areaCodes?: string[];
  @IsOptional() @IsBoolean() isConsortium?: boolean;
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000_000) revision?: number;
}

/**
 * Answers by question code: pounds as text, dates `YYYY-MM-DD`, `yes` or `no`, a choice's value, a list of values or of documents' ids, `agreed`, or text.
 * `saidAt`, by question code, is when the answer you replace was said, or null where you saw none: 409 when somebody has answered since.
 */
export class AnswerApplicationDto {
  @IsObject() answers!: Record<string, unknown>;
  @IsOptional() @IsObject() saidAt?: Record<string, unknown>;
}

/** Earlier answers that are still true: by question code, when each was said. One that was answered since is left as it is. */
export class ConfirmAnswersDto {
  @IsObject() saidAt!: Record<string, unknown>;
}

/** Which page of the list, and which state. */
export class ListApplicationsDto {
  @IsOptional() @IsIn([...applicationStatuses]) status?: ApplicationStatus;
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
