import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { OpenedExclusion, WithOrganisation } from '../application/exclusion-pages.js';
import type { ExclusionRow } from '../application/exclusions.queries.js';
import type { StaffListRow } from '../application/staff.queries.js';
import type { StaffMemberEntity } from '../persistence/staff.entity.js';

/** Someone in a list of staff. `check` is `waiting` while commissioners look at a request, `refused` when they said no. */
export class StaffRowResponse {
  id!: string;
  organisationId!: string;
  name!: string;
  roleTitle!: string;
  vettingLevel!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) vettingExpiresOn!: Day | null;
  userId!: string | null;
  status!: string;
  @ApiProperty({ type: String, nullable: true }) check!: string | null;
}

/** Someone on a staff register. */
export class StaffResponse extends StaffRowResponse {
  @ApiProperty({ type: String, format: 'date' }) dateOfBirth!: Day;
  email!: string | null;
  reason!: string | null;
  @ApiProperty({ type: String, format: 'date' }) statusOn!: Day;
  revision!: number;
}

/** One page of a register. */
export class StaffListResponse {
  items!: StaffRowResponse[];
  next!: string | null;
}

/** What an import did, in people. */
export class StaffImportedResponse {
  added!: number;
  changed!: number;
  unchanged!: number;
}

/** How many people an organisation has in one state. */
export class StaffCountResponse {
  organisationId!: string;
  organisationName!: string;
  status!: string;
  people!: number;
}

/** Someone on the exclusion list; `waiting` counts requests to decide. */
export class ExclusionRowResponse {
  id!: string;
  name!: string;
  organisationId!: string;
  organisationName!: string;
  status!: string;
  listedAt!: Date;
  waiting!: number;
}

/** One page of the exclusion list. */
export class ExclusionListResponse {
  items!: ExclusionRowResponse[];
  next!: string | null;
}

/** A request that matched an exclusion. */
export class ExclusionMatchResponse {
  id!: string;
  organisationId!: string;
  organisationName!: string;
  name!: string;
  dateOfBirth!: string;
  roleTitle!: string;
  matchedAt!: Date;
  @ApiProperty({ type: String, nullable: true }) decision!: string | null;
  reason!: string | null;
  decidedAt!: Date | null;
  decidedBy!: string | null;
}

/** An exclusion with the requests that matched it. */
export class ExclusionResponse {
  id!: string;
  name!: string;
  @ApiProperty({ type: String, format: 'date' }) dateOfBirth!: Day;
  organisationId!: string;
  organisationName!: string;
  reason!: string;
  status!: string;
  listedAt!: Date;
  listedBy!: string;
  liftedAt!: Date | null;
  liftedBy!: string | null;
  liftReason!: string | null;
  matches!: ExclusionMatchResponse[];
}

/** Someone in a list as the API shows them. */
export function staffRowResponse({ id, organisationId, name, roleTitle, vettingLevel, vettingExpiresOn, userId, status, check }: StaffListRow): StaffRowResponse {
  return { id, organisationId, name, roleTitle, vettingLevel, vettingExpiresOn, userId, status, check };
}

/** Someone on a register as the API shows them. */
export function staffResponse(member: StaffMemberEntity): StaffResponse {
  const { dateOfBirth, email, reason, statusOn, revision } = member;
  return { ...staffRowResponse(member), dateOfBirth, email, reason, statusOn, revision };
}

/** A row of the exclusion list as the API shows it. */
export function exclusionRowResponse({ id, name, organisationId, organisationName, status, listedAt, waiting }: WithOrganisation<ExclusionRow>): ExclusionRowResponse {
  return { id, name, organisationId, organisationName, status, listedAt, waiting };
}

/** An exclusion as the API shows it. */
export function exclusionResponse({ exclusion, matches }: OpenedExclusion): ExclusionResponse {
  const { id, name, dateOfBirth, organisationId, organisationName, reason, status, listedAt, listedBy, liftedAt, liftedBy, liftReason } = exclusion;
  return { id, name, dateOfBirth, organisationId, organisationName, reason, status, listedAt, listedBy, liftedAt, liftedBy, liftReason, matches: matches.map(matchResponse) };
}

function matchResponse({ id, organisationId, organisationName, name, dateOfBirth, roleTitle, matchedAt, decision, reason, decidedAt, decidedBy }: OpenedExclusion['matches'][number]): ExclusionMatchResponse {
  return { id, organisationId, organisationName, name, dateOfBirth, roleTitle, matchedAt, decision, reason, decidedAt, decidedBy };
}
