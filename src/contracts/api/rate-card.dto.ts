import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { IsDay } from '#libs/api';
import type { Day } from '#libs/kernel';
import { MILESTONES, type Milestone } from '../contracts.public.js';

/** One price: a `unit` rule has a milestone and a level, an `outcome` rule an outcome (null: every outcome without a price of its own). Money in pence without VAT. */
export class RateRuleDto {
  @IsIn(['unit', 'outcome']) kind!: 'unit' | 'outcome';
  @IsString() @MaxLength(100) categoryCode!: string;
  @ValidateIf((rule: RateRuleDto) => rule.kind === 'unit') @IsIn(MILESTONES) milestone?: Milestone;
  @ValidateIf((rule: RateRuleDto) => rule.kind === 'unit') @IsString() @MaxLength(100) levelCode?: string;
  @IsOptional() @IsString() @MaxLength(100) outcomeCode?: string | null;
  @IsInt() @Min(1) @Max(10_000_000) amountPence!: number;
  /** 2000 is 20 per cent. */
  @IsInt() @Min(0) @Max(10_000) vatBasisPoints!: number;
}

/** New prices of a draft. */
export class PricesDto {
  @IsDay() effectiveFrom!: Day;
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(1_000) @ValidateNested({ each: true }) @Type(() => RateRuleDto) rules!: RateRuleDto[];
}

/** The next version of a contract's rate card. */
export class DraftRateCardDto extends PricesDto {
  @IsUUID() contractId!: string;
}

/** Whose versions to list. */
export class ListRateCardsDto {
  @IsUUID() contractId!: string;
}

/** The rate card as the approver saw it; one that changed since is refused with 409. */
export class ApproveRateCardDto {
  @IsOptional() @IsInt() @Min(1) revision?: number;
}
