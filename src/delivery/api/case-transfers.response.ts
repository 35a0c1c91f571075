import { ApiProperty } from '@nestjs/swagger';
import type { StoryEntry } from '../../referrals/referrals.public.js';

/** What an ended case's referral went on as. */
export class CaseWentOnResponse {
  @ApiProperty({ type: String, nullable: true }) referralId!: string | null;
  @ApiProperty({ type: String, nullable: true }) draftId!: string | null;
}

/** One answer before and after, in words. */
export class TimelineDetailResponse {
  label!: string;
  @ApiProperty({ type: String, nullable: true }) before!: string | null;
  @ApiProperty({ type: String, nullable: true }) after!: string | null;
}

/** Something that happened to a referral or its case. */
export class TimelineEntryResponse {
  action!: string;
  what!: string;
  who!: string;
  at!: Date;
  details!: TimelineDetailResponse[];
}

/** An entry as the API shows it. */
export function timelineEntryResponse({ action, what, who, at, details }: StoryEntry): TimelineEntryResponse {
  return { action, what, who, at, details: details.map((each) => ({ ...each })) };
}
