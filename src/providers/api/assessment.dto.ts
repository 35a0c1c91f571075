import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';
import { queueFilters, type QueueFilter } from '../application/assessment.queries.js';
import type { PartDecision, PartGround } from '../domain/application.js';
import { judgementVerdicts, type JudgementVerdict } from '../domain/judgement.js';

/** Which applications of the queue, and which page of them. */
export class ListAssessmentsDto {
  @IsOptional() @IsIn([...queueFilters]) show?: QueueFilter;
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}

/** One judgement on one answer: accepted, not accepted, or scored with points. `seenAt` is when the answer read was last said. */
export class JudgementDto {
  @IsString() @MaxLength(200) questionCode!: string;
  @IsIn([...judgementVerdicts]) verdict!: JudgementVerdict;
  @IsOptional() @IsInt() @Min(0) points?: number | null;
  @IsString() @MaxLength(10_000) reason!: string;
  @IsOptional() @IsISO8601({ strict: true }) seenAt?: string | null;
}

/** Judgements on answers of an application. */
export class JudgeDto {
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => JudgementDto) judgements!: JudgementDto[];
}

/** A supplier's status under the Procurement Act 2023, and the debarment list that was consulted. */
export class SupplierStatusDto {
  @IsIn(['neither', 'excludable', 'excluded']) status!: 'neither' | 'excludable' | 'excluded';
  @IsString() @MaxLength(200) debarmentListVersion!: string;
  @IsDay() checkedOn!: Day;
}

/** A decision on one category in one area; a refusal needs its ground and its reason. */
export class PartDecisionDto {
  @IsString() @MaxLength(100) categoryCode!: string;
  @IsString() @MaxLength(100) areaCode!: string;
  @IsIn(['admitted', 'refused']) decision!: PartDecision;
  @IsOptional() @IsIn(['rule', 'evidence', 'discretionary', 'other']) ground?: PartGround | null;
  @IsOptional() @IsString() @MaxLength(10_000) reason?: string | null;
}

/** Decisions on every part of an application. `revision`, if given, is the application as it was read. */
export class DecideApplicationDto {
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => PartDecisionDto) decisions!: PartDecisionDto[];
  @IsOptional() @IsInt() @Min(1) revision?: number;
}

/** A second person's agreement; `revision`, if given, is the application as it was read. */
export class AgreeDto {
  @IsOptional() @IsInt() @Min(1) revision?: number;
}

/** Why a second person sends a decision back. */
export class SendBackDto extends AgreeDto {
  @IsString() @MaxLength(10_000) reason!: string;
}

/** A question to the provider about one answer. */
export class AskProviderDto {
  @IsString() @MaxLength(200) questionCode!: string;
  @IsString() @MaxLength(10_000) asked!: string;
}

/** The provider's reply; `answer` is the changed answer as for `POST /answers`, left out when only words are sent. */
export class ReplyDto {
  @IsString() @MaxLength(10_000) words!: string;
  @IsOptional() answer?: unknown;
}
