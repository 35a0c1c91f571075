import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { endReasons, transferReasons, type EndReasonCode, type TransferReasonCode } from '../../referrals/referrals.public.js';
import { caseStatuses, type CaseStatus, type OutcomeLevel } from '../delivery.public.js';
import { absenceReasons, appointmentMethods, attendances, type AbsenceReason, type AppointmentMethod, type Attendance } from '../domain/case-file.js';

const INSTANT = 'startsAt must be a date and time with its offset, like 2026-03-27T10:30:00Z';

/** Who works with the person from now on; `from`, if given, is who did when this was decided. */
export class ReassignCaseDto {
  @IsUUID() caseworkerId!: string;
  @IsOptional() @IsUUID() from?: string;
}

/** Several cases for one caseworker. */
export class ReassignCasesDto {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @IsUUID(undefined, { each: true }) caseIds!: string[];
  @IsUUID() caseworkerId!: string;
}

/** Why a case ends; both are needed unless every planned session has its record. */
export class EndCaseDto {
  @IsOptional() @IsIn(Object.keys(endReasons)) reason?: EndReasonCode;
  @IsOptional() @IsString() @MaxLength(10_000) comment?: string;
}

/** When, how and where; an address only for `other-address`. */
export class AppointmentTimeDto {
  @IsISO8601({ strict: true, strictSeparator: true }, { message: INSTANT }) @Matches(/T.*(Z|[+-]\d{2}:\d{2})$/, { message: INSTANT }) startsAt!: string;
  @IsInt() @Min(5) @Max(480) durationMinutes!: number;
  @IsIn(appointmentMethods) method!: AppointmentMethod;
  @IsOptional() @IsString() @MaxLength(500) address?: string;
  @IsOptional() @IsBoolean() isGroup?: boolean;
}

/** Which referral is accepted, who will work with the person, and when they first meet, if that is known. */
export class AcceptReferralDto {
  @IsUUID() referralId!: string;
  @IsUUID() caseworkerId!: string;
  @IsOptional() @ValidateNested() @Type(() => AppointmentTimeDto) firstAppointment?: AppointmentTimeDto;
}

/** Which organisation on the contract a case goes to, who works on it there, and why. */
export class HandOverCaseDto {
  @IsUUID() organisationId!: string;
  @IsUUID() caseworkerId!: string;
  @IsString() @MaxLength(10_000) reason!: string;
}

/** Which contract the person goes on to, why the case ends, and whether the referral is sent at once or made a draft. */
export class TransferCaseDto {
  @IsUUID() contractId!: string;
  @IsIn(Object.keys(transferReasons)) code!: TransferReasonCode;
  @IsString() @MaxLength(10_000) comment!: string;
  @IsIn(['sent', 'draft']) as!: 'sent' | 'draft';
}

/** Books the initial assessment, or a session once a plan is approved. */
export class BookAppointmentDto extends AppointmentTimeDto {
  @IsUUID() caseId!: string;
  @IsOptional() @IsInt() @Min(1) @Max(200) number?: number;
}

/** A new time, with who asked and why. */
export class RescheduleDto extends AppointmentTimeDto {
  @IsIn(['person', 'provider', 'practitioner']) askedBy!: 'person' | 'provider' | 'practitioner';
  @IsString() @MaxLength(10_000) reason!: string;
}

/** What became of an appointment. */
export class FeedbackDto {
  @IsIn(attendances) attended!: Attendance;
  @IsOptional() @IsIn(absenceReasons) absenceReason?: AbsenceReason;
  @IsOptional() @IsString() @MaxLength(10_000) summary?: string;
  @IsOptional() @IsString() @MaxLength(10_000) concerns?: string;
  @IsOptional() @IsBoolean() notifyPractitioner?: boolean;
}

/** One activity, for one desired outcome. */
export class ActivityDto {
  @IsString() @MaxLength(100) categoryCode!: string;
  @IsString() @MaxLength(100) outcomeCode!: string;
  @IsString() @MaxLength(10_000) description!: string;
}

/** A plan. */
export class SubmitPlanDto {
  @IsUUID() caseId!: string;
  @IsInt() @Min(1) @Max(200) sessions!: number;
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => ActivityDto) activities!: ActivityDto[];
}

/** What was reached for one desired outcome. */
export class OutcomeDto {
  @IsString() @MaxLength(100) categoryCode!: string;
  @IsString() @MaxLength(100) outcomeCode!: string;
  @IsIn(['achieved', 'partly-achieved', 'not-achieved']) level!: OutcomeLevel;
  @IsString() @MaxLength(10_000) comment!: string;
}

/** The end of service report. */
export class SubmitReportDto {
  @IsUUID() caseId!: string;
  @IsString() @MaxLength(10_000) summary!: string;
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => OutcomeDto) outcomes!: OutcomeDto[];
}

/** Which cases, and which page of them. */
export class ListCasesDto {
  @IsOptional() @IsIn(caseStatuses) status?: CaseStatus;
  @IsOptional() @IsString() @MaxLength(500) after?: string;
}

/** Of which case. */
export class OfCaseDto {
  @IsUUID() caseId!: string;
}
