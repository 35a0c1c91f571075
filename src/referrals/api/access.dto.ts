import { IsArray, IsBoolean, IsInt, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

/** Who may see a referral besides those who always do. The reason is needed where access was not limited before; `revision` is the referral as the caller last saw it. */
export class LimitAccessDto {
  @IsArray() @IsUUID(undefined, { each: true }) readerIds!: string[];
  @IsOptional() @IsString() @MaxLength(10_000) reason?: string;
  @IsOptional() @IsInt() revision?: number;
}

/** Who may see a referral once its draft is sent; the reason is read by those named. `revision` is the draft as the caller last saw it. */
export class DraftAccessDto {
  @IsBoolean() isLimited!: boolean;
  @IsArray() @IsUUID(undefined, { each: true }) readerIds!: string[];
  @IsOptional() @IsString() @MaxLength(10_000) limitReason?: string;
  @IsOptional() @IsInt() revision?: number;
}

/** Why access is no longer limited. */
export class LiftLimitDto {
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter why access is no longer limited' }) reason!: string;
}
