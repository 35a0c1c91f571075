import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { OpenedMembership } from '../application/opened-memberships.js';
import { bandArithmetic, whatWouldRaiseIt } from '../domain/financial-band.js';
import { reasonInWords } from '../domain/membership-reasons.js';

/** What a member is admitted for in one category. */
export class AdmittedCategoryResponse {
  categoryCode!: string;
  areaCodes!: string[];
}

/** A member in the public register; the same in the JSON download. A suspended member takes no new work. */
export class MemberResponse {
  id!: string;
  providerId!: string;
  name!: string;
  vehicleCode!: string;
  vehicleName!: string;
  status!: string;
  takesNewWork!: boolean;
  size!: string | null;
  isVcse!: boolean | null;
  admittedAt!: Date;
  admissions!: AdmittedCategoryResponse[];
  /** The other members of a consortium it was admitted with. */
  togetherWith!: string[];
}

/** One page of the register, by name. */
export class MemberListResponse {
  items!: MemberResponse[];
  next!: string | null;
}

/** One category in one area, and the application it was admitted by. */
export class MemberAdmissionResponse {
  categoryCode!: string;
  areaCode!: string;
  applicationId!: string;
  decidedAt!: Date;
  /** The other organisations of the consortium it was applied for with. */
  togetherWith!: string[];
}

/** An answer a member stands by. `standing` is `sound`, `stale` (said too long ago), `expiring` (in the next 60 days) or `expired`. */
export class StandingAnswerResponse {
  questionCode!: string;
  label!: string;
  /** Text, a number, or a list of values or document ids. */
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'array', items: { type: 'string' } }] }) value!: string | number | string[];
  standing!: string;
  saidAt!: Date;
  monthsOld!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expiresOn!: Day | null;
}

/** One membership as its organisation and those who commission see it. Money is pence; a null band is unlimited. */
export class MembershipResponse {
  id!: string;
  revision!: number;
  providerId!: string;
  vehicleCode!: string;
  status!: string;
  /** Why it is as it is, in a few words, and as someone wrote it; null since admission. */
  statusReason!: string | null;
  statusWords!: string | null;
  statusAt!: Date;
  turnoverPence!: number;
  financialBandPence!: number | null;
  /** The standing test in words, and what would raise it; null where there is no limit. */
  financialBand!: string;
  whatWouldRaiseIt!: string | null;
  admissions!: MemberAdmissionResponse[];
  answers!: StandingAnswerResponse[];
}

/** A membership whole as the API shows it. */
export function membershipResponse({ member, rule, admissions, answers }: OpenedMembership): MembershipResponse {
  const { id, revision, providerId, vehicleCode, status, statusReason, statusWords, statusAt, turnoverPence, financialBandPence } = member;
  return {
    id, revision, providerId, vehicleCode, status, statusReason: reasonInWords(statusReason, null), statusWords, statusAt, turnoverPence, financialBandPence,
    financialBand: bandArithmetic(turnoverPence, rule),
    whatWouldRaiseIt: whatWouldRaiseIt(turnoverPence, rule),
    admissions: admissions.map(({ categoryCode, areaCode, applicationId, decidedAt, togetherWith }) => ({ categoryCode, areaCode, applicationId, decidedAt, togetherWith: [...togetherWith] })),
    answers: answers.map(({ answer, label, standing, monthsOld }) => ({
      questionCode: answer.questionCode, label, value: typeof answer.value === 'object' ? [...answer.value] : answer.value, standing, saidAt: answer.saidAt, monthsOld, expiresOn: answer.expiresOn,
    })),
  };
}
