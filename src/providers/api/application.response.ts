import { TURNOVER } from '../application/application-questionnaire.js';
import type { ApplicationRow } from '../application/applications.queries.js';
import type { AssessedAnswer } from '../application/assessment.service.js';
import type { Sitting } from '../application/sittings.js';
import { blockersOf, type ApplicationPart } from '../domain/application.js';
import { bandArithmetic } from '../domain/financial-band.js';
import { countAnswers } from '../domain/given-answer.js';
import type { AnswerValue } from '../domain/questionnaire.js';

/** One category and area of an application, with its decision. */
export class ApplicationPartResponse {
  categoryCode!: string;
  areaCode!: string;
  decision!: string | null;
  ground!: string | null;
  reason!: string | null;
}

/** What the rules of the questionnaire say of one answer. */
export class VerdictResponse {
  question!: string;
  answer!: string | number | string[] | null;
  verdict!: string;
  reason!: string;
}

/** A question that is asked, with its answer: pence for money. `state` is answered, unanswered, aged (say it again) or expired (its date has passed). */
export class AskedAnswerResponse {
  question!: string;
  section!: string;
  text!: string;
  type!: string;
  state!: string;
  answer!: string | number | string[] | null;
  saidAt!: Date | null;
}

/** One thing that stops submission: a question's code, `categoryCodes` or `areaCodes`, and what to do. */
export class MissingResponse {
  field!: string;
  message!: string;
}

/** An application in a list. */
export class ApplicationRowResponse {
  id!: string;
  reference!: string;
  providerId!: string;
  providerName!: string;
  vehicleCode!: string;
  status!: string;
  categoryCodes!: string[];
  areaCodes!: string[];
  startedAt!: Date;
  submittedAt!: Date | null;
  dueOn!: string | null;
  decidedAt!: Date | null;
}

/** An application with its answers, what is missing while it is a draft, the verdicts of the rules and, once submitted, its parts. */
export class ApplicationResponse {
  id!: string;
  reference!: string;
  revision!: number;
  providerId!: string;
  vehicleCode!: string;
  status!: string;
  categoryCodes!: string[];
  areaCodes!: string[];
  isConsortium!: boolean;
  startedAt!: Date;
  submittedAt!: Date | null;
  /** The day by which it is to be decided. */
  dueOn!: string | null;
  decidedAt!: Date | null;
  answers!: AskedAnswerResponse[];
  /** Answers typed for this application. */
  answersTyped!: number;
  /** Answers carried from earlier, confirmed or still fresh. */
  answersCarried!: number;
  missing!: MissingResponse[];
  verdicts!: VerdictResponse[];
  parts!: ApplicationPartResponse[];
  /** The standing test in words; null until turnover is answered. */
  financialBand!: string | null;
}

/** One page of applications, latest first. */
export class ApplicationListResponse {
  items!: ApplicationRowResponse[];
  next!: string | null;
}

/** An application as the API shows it. */
export function applicationResponse({ application, asked, given, vehicle, consortium }: Sitting, assessed: readonly AssessedAnswer[], parts: readonly ApplicationPart[]): ApplicationResponse {
  const { id, reference, revision, providerId, vehicleCode, status, categoryCodes, areaCodes, isConsortium, startedAt, submittedAt, dueOn, decidedAt } = application;
  const codes = new Set(asked.map(({ question }) => question.code));
  const { typed, carried } = countAnswers(given.filter(({ questionCode }) => codes.has(questionCode)), startedAt);
  const turnover = given.find(({ questionCode }) => questionCode === TURNOVER)?.value;
  return {
    ...{ id, reference, revision, providerId, vehicleCode, status, categoryCodes: [...categoryCodes], areaCodes: [...areaCodes], isConsortium, startedAt, submittedAt, dueOn, decidedAt },
    answers: asked.map(({ question: { code, section, text, answer }, state, given: said }) => ({ question: code, section, text, type: answer.type, state, answer: sendable(said?.value), saidAt: said?.saidAt ?? null })),
    answersTyped: typed,
    answersCarried: carried,
    missing: status === 'draft' ? blockersOf(application, asked, consortium).map(({ field, message }) => ({ field, message })) : [],
    verdicts: assessed.map(({ question, value, verdict, reason }) => ({ question, answer: sendable(value), verdict, reason })),
    parts: parts.map(({ categoryCode, areaCode, decision, ground, reason }) => ({ categoryCode, areaCode, decision, ground, reason })),
    financialBand: typeof turnover === 'number' ? bandArithmetic(turnover, vehicle.bandRule) : null,
  };
}

/** An application in a list as the API shows it. */
export function applicationRow({ vehicleName: _, ...row }: ApplicationRow): ApplicationRowResponse {
  return { ...row, categoryCodes: [...row.categoryCodes], areaCodes: [...row.areaCodes] };
}

function sendable(value: AnswerValue | undefined): string | number | string[] | null {
  if (value === undefined) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : [...value];
}
