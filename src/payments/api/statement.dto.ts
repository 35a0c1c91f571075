import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day, Month } from '#libs/kernel';
import type { StatementStatus } from '../payments.public.js';

const STATUSES = ['draft', 'with-provider', 'disputed', 'agreed', 'approved', 'paid'] as const;

/** Which contract's statement to draw, for which month (`YYYY-MM`); the current month is drawn to date. */
export class DrawStatementDto {
  @IsUUID() contractId!: string;
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'month must be a month, like 2026-05' }) @ApiProperty({ type: String, example: '2026-05' }) month!: Month;
}

/** The revision last seen, so that nobody decides about figures that have changed (409). */
export class StatementActionDto {
  @IsOptional() @IsInt() @Min(1) revision?: number;
}

/** Lines to dispute, by the ids of the statement's lines, and why. */
export class DisputeLinesDto extends StatementActionDto {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(1_000) @IsUUID(undefined, { each: true }) lineIds!: string[];
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter why you dispute this' }) reason!: string;
}

/** Lines whose dispute is taken back. */
export class WithdrawDisputeDto extends StatementActionDto {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(1_000) @IsUUID(undefined, { each: true }) lineIds!: string[];
}

/** When and under which reference a statement was paid. */
export class PayStatementDto extends StatementActionDto {
  @IsDay() paidOn!: Day;
  @IsString() @MaxLength(100) reference!: string;
}

/** Which page of the list, and which state. */
export class ListStatementsDto {
  @IsOptional() @IsIn(STATUSES) status?: StatementStatus;
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}

/** Which page of a statement's lines. */
export class ListLinesDto {
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
