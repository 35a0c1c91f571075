import { ApiProperty } from '@nestjs/swagger';
import type { Amendment } from '../domain/since-sent.js';

/** One answer before and after, in words; empty where there was or is nothing. */
export class ChangeResponse {
  field!: string;
  label!: string;
  before!: string;
  after!: string;
}

/** What was changed at one time, and why. */
export class AmendmentResponse {
  id!: string;
  revision!: number;
  madeByName!: string;
  madeAt!: Date;
  reason!: string;
  changes!: ChangeResponse[];
}

/** Another service that would take the person now. */
export class AlternativeResponse {
  id!: string;
  title!: string;
  provider!: string;
  expectedWaitDays!: number | null;
}

/** What a referral went on as. */
export class WentOnResponse {
  @ApiProperty({ type: String, nullable: true }) referralId!: string | null;
  @ApiProperty({ type: String, nullable: true }) draftId!: string | null;
}

/** An amendment as the API shows it. */
export function amendmentResponse({ id, revision, madeByName, madeAt, reason, changes }: Amendment): AmendmentResponse {
  return { id, revision, madeByName, madeAt, reason, changes: [...changes] };
}
