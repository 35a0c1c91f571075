import { ArrayNotEmpty, IsArray, IsInt, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';

/** What an organisation would do in a consortium: its share in basis points (10,000 is all of the work), and what it can deliver itself, where. */
export class ConsortiumTermsDto {
  @IsInt() @Min(1) @Max(10_000) shareBasisPoints!: number;
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) categoryCodes!: string[];
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) areaCodes!: string[];
}

/** A registered organisation and its terms; the lead states its own part too. */
export class AddConsortiumMemberDto extends ConsortiumTermsDto {
  @IsUUID() providerId!: string;
}

/** The part as the member read it: it agrees to nothing else. */
export class AgreeConsortiumDto {
  @IsInt() @Min(1) revision!: number;
}

/** Why a member declines; the lead reads it. */
export class DeclineConsortiumDto {
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'Enter the reason' }) reason!: string;
}
