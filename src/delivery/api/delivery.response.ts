import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { CaseRow } from '../application/cases.queries.js';
import type { Appointment, CaseFile, Plan } from '../domain/case-file.js';
import { clocks, daysOf } from '../domain/clocks.js';
import { scoreOf } from '../domain/ending.js';

/** One category asked for. */
export class CaseNeedResponse {
  categoryCode!: string;
  levelCode!: string;
  outcomeCodes!: string[];
}

/** A service level clock. */
export class ClockResponse {
  name!: string;
  @ApiProperty({ type: String, format: 'date' }) dueOn!: Day;
  @ApiProperty({ type: String, format: 'date', nullable: true }) metOn!: Day | null;
  state!: string;
}

/** A case in a list. */
export class CaseRowResponse {
  id!: string;
  referralId!: string;
  reference!: string;
  contractId!: string;
  caseworkerId!: string;
  status!: string;
  endKind!: string | null;
  acceptedAt!: Date;
  @ApiProperty({ type: String, format: 'date', nullable: true }) startedOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) endedOn!: Day | null;
}

/** One page of cases. */
export class CaseListResponse {
  items!: CaseRowResponse[];
  next!: string | null;
}

/** A case with its clocks. The person is on the referral. */
export class CaseResponse extends CaseRowResponse {
  needs!: CaseNeedResponse[];
  @ApiProperty({ type: String, format: 'date' }) completeBy!: Day;
  @ApiProperty({ type: String, format: 'date', nullable: true }) assessedOn!: Day | null;
  endReason!: string | null;
  endComment!: string | null;
  clocks!: ClockResponse[];
}

/** An appointment. */
export class AppointmentResponse {
  id!: string;
  caseId!: string;
  kind!: string;
  number!: number | null;
  status!: string;
  startsAt!: Date;
  durationMinutes!: number;
  method!: string;
  address!: string | null;
  isGroup!: boolean;
  rescheduledBy!: string | null;
  rescheduleReason!: string | null;
  attended!: string | null;
  absenceReason!: string | null;
  summary!: string | null;
  concerns!: string | null;
  notifyPractitioner!: boolean;
  recordedAt!: Date | null;
}

/** One activity of a plan. */
export class ActivityResponse {
  categoryCode!: string;
  outcomeCode!: string;
  description!: string;
}

/** A version of a case's plan. */
export class PlanResponse {
  id!: string;
  caseId!: string;
  version!: number;
  sessions!: number;
  status!: string;
  @ApiProperty({ type: String, format: 'date' }) submittedOn!: Day;
  @ApiProperty({ type: String, format: 'date', nullable: true }) approvedOn!: Day | null;
  isSilent!: boolean;
  activities!: ActivityResponse[];
}

/** What was reached for one outcome. */
export class OutcomeResponse {
  categoryCode!: string;
  outcomeCode!: string;
  level!: string;
  comment!: string;
}

/** An end of service report; the score is the sum of its outcomes (1, 0.5 or 0 each). */
export class ReportResponse {
  id!: string;
  caseId!: string;
  @ApiProperty({ type: String, format: 'date' }) submittedOn!: Day;
  summary!: string;
  score!: number;
  outcomes!: OutcomeResponse[];
}

/** A case in a list as the API shows it. */
export function caseRowResponse(row: CaseRow): CaseRowResponse {
  const { id, referralId, reference, contractId, caseworkerId, status, endKind, acceptedAt, startedOn, endedOn } = row;
  return { id, referralId, reference, contractId, caseworkerId, status, endKind, acceptedAt, startedOn, endedOn };
}

/** A case as the API shows it. */
export function caseResponse(file: CaseFile, today: Day): CaseResponse {
  const { needs, completeBy, assessedOn, endReason, endComment } = file.case;
  const asked = needs.map(({ categoryCode, levelCode, outcomeCodes }) => ({ categoryCode, levelCode, outcomeCodes: [...outcomeCodes] }));
  return { ...caseRowResponse(file.case), needs: asked, completeBy, assessedOn, endReason, endComment, clocks: clocks(daysOf(file), today) };
}

/** An appointment as the API shows it. */
export function appointmentResponse({ bookedAt: _, ...appointment }: Appointment): AppointmentResponse {
  return appointment;
}

/** A plan as the API shows it. */
export function planResponse({ activities }: CaseFile, plan: Plan): PlanResponse {
  const own = activities.filter((each) => each.planId === plan.id);
  return { ...plan, activities: own.map(({ categoryCode, outcomeCode, description }) => ({ categoryCode, outcomeCode, description })) };
}

/** The report of a case as the API shows it, or null before there is one. */
export function reportResponse({ report, scores }: CaseFile): ReportResponse | null {
  if (!report) return null;
  const outcomes = scores.map(({ categoryCode, outcomeCode, level, comment }) => ({ categoryCode, outcomeCode, level, comment }));
  return { ...report, score: scoreOf(scores.map((each) => each.level)), outcomes };
}
