import { TURNOVER } from '../application/application-questionnaire.js';
import type { ApplicationRow } from '../application/applications.queries.js';
import type { AssessedAnswer } from '../application/assessment.service.js';
import type { MemberRow } from '../application/members.queries.js';
import type { Application, ApplicationPart } from '../domain/application.js';
import { bandArithmetic } from '../domain/financial-band.js';
import type { Provider } from '../domain/provider.js';
import type { ProviderSummary } from '../providers.public.js';

/** An organisation that delivers services, as everyone signed in sees it. */
export class OrganisationRowResponse {
  id!: string;
  name!: string;
  size!: string | null;
  isVcse!: boolean | null;
  isRegistered!: boolean;
}

/** One organisation with its public register numbers. */
export class OrganisationResponse extends OrganisationRowResponse {
  legalForm!: string | null;
  companyNumber!: string | null;
  charityNumber!: string | null;
}

/** One page of organisations, by name. */
export class OrganisationListResponse {
  items!: OrganisationRowResponse[];
  next!: string | null;
}

/** One category and area of an application, with its decision. */
export class ApplicationPartResponse {
  categoryCode!: string;
  areaCode!: string;
  decision!: string | null;
  reason!: string | null;
}

/** What the rules of the questionnaire say of one answer. */
export class VerdictResponse {
  question!: string;
  answer!: string | number | null;
  verdict!: string;
  reason!: string;
}

/** An application with its answers, their verdicts and, once submitted, its parts. */
export class ApplicationResponse {
  id!: string;
  providerId!: string;
  vehicleCode!: string;
  status!: string;
  categoryCodes!: string[];
  areaCodes!: string[];
  startedAt!: Date;
  submittedAt!: Date | null;
  decidedAt!: Date | null;
  verdicts!: VerdictResponse[];
  parts!: ApplicationPartResponse[];
  /** The standing test in words; null until turnover is answered. */
  financialBand!: string | null;
}

/** An application in a list. */
export class ApplicationRowResponse {
  id!: string;
  providerId!: string;
  providerName!: string;
  vehicleCode!: string;
  status!: string;
  categoryCodes!: string[];
  areaCodes!: string[];
  startedAt!: Date;
  submittedAt!: Date | null;
  decidedAt!: Date | null;
}

/** One page of applications, latest first. */
export class ApplicationListResponse {
  items!: ApplicationRowResponse[];
  next!: string | null;
}

/** What a member is admitted for in one category. */
export class AdmittedCategoryResponse {
  categoryCode!: string;
  areaCodes!: string[];
}

/** A member in the public register. */
export class MemberResponse {
  providerId!: string;
  name!: string;
  vehicleCode!: string;
  status!: string;
  size!: string | null;
  isVcse!: boolean | null;
  admittedAt!: Date;
  admissions!: AdmittedCategoryResponse[];
}

/** One page of the register, by name. */
export class MemberListResponse {
  items!: MemberResponse[];
  next!: string | null;
}

/** A provider as the API shows it: turnover stays with the organisation and commissioners. */
export function organisationResponse({ id, name, size, isVcse, isRegistered, legalForm, companyNumber, charityNumber }: Provider): OrganisationResponse {
  return { id, name, size, isVcse, isRegistered, legalForm, companyNumber, charityNumber };
}

/** A provider in a list. */
export function organisationRow({ id, name, size, isVcse, isRegistered }: ProviderSummary): OrganisationRowResponse {
  return { id, name, size, isVcse, isRegistered };
}

/** An application with verdicts and parts as the API shows it. */
export function applicationResponse(application: Application, assessed: readonly AssessedAnswer[], parts: readonly ApplicationPart[]): ApplicationResponse {
  const { id, providerId, vehicleCode, status, categoryCodes, areaCodes, startedAt, submittedAt, decidedAt, answers } = application;
  const turnover = answers[TURNOVER];
  return {
    id, providerId, vehicleCode, status, categoryCodes: [...categoryCodes], areaCodes: [...areaCodes], startedAt, submittedAt, decidedAt,
    verdicts: assessed.map(({ question, value, verdict, reason }) => ({ question, answer: value ?? null, verdict, reason })),
    parts: parts.map(({ categoryCode, areaCode, decision, reason }) => ({ categoryCode, areaCode, decision, reason })),
    financialBand: typeof turnover === 'number' ? bandArithmetic(turnover) : null,
  };
}

/** An application in a list as the API shows it. */
export function applicationRow({ vehicleName: _, ...row }: ApplicationRow): ApplicationRowResponse {
  return { ...row, categoryCodes: [...row.categoryCodes], areaCodes: [...row.areaCodes] };
}

/** A member as the public register shows it. */
export function memberResponse({ id: _, admissions, ...row }: MemberRow): MemberResponse {
  return { ...row, admissions: admissions.map(({ categoryCode, areaCodes }) => ({ categoryCode, areaCodes: [...areaCodes] })) };
}
