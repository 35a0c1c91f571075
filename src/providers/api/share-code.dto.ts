import { IsISO8601, IsString, MaxLength } from 'class-validator';

/** The share code of what an organisation shared on Find a Tender. */
export class ShareCodeDto {
  @IsString() @MaxLength(40) shareCode!: string;
}

/** What a preview showed, to be filled in. */
export class AcceptShareCodeDto extends ShareCodeDto {
  @IsString() @MaxLength(200) formVersionId!: string;
  @IsISO8601() submittedAt!: string;
}
