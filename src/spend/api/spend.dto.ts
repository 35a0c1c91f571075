import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { moneyStates, type MoneyState } from '../application/spend.queries.js';

/** Which months, region, service type and contract; this financial year unless said. */
export class SpendSelectionDto {
  @IsOptional() @Matches(/^\d{4}-\d{2}$/, { message: 'year must be a financial year, like 2026-27' }) year?: string;
  @IsOptional() @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'month must be a month, like 2026-05' }) month?: string;
  @IsOptional() @IsString() @MaxLength(100) region?: string;
  @IsOptional() @IsString() @MaxLength(100) serviceType?: string;
  @IsOptional() @IsUUID() contract?: string;
}

/** Which lines: those behind what was earned, unless invoiced or paid is asked for. */
export class SpendLinesDto extends SpendSelectionDto {
  @IsOptional() @IsIn(moneyStates) state?: MoneyState;
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}
