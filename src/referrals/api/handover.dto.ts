import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsUUID } from 'class-validator';

/** Referrals to give to a practitioner of their team. */
export class HandOverReferralsDto {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(100) @IsUUID('all', { each: true }) referralIds!: string[];
  @IsUUID() practitionerId!: string;
}
