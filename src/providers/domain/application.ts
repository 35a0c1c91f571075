import { ensure, lifecycle, move, type ChildChange, type Creation, type Day, type Decision } from '#libs/kernel';
import type { ApplicationDecided, ApplicationSubmitted, Vehicle } from '../providers.public.js';
import { missing, questionsToAsk, type Answers, type Questionnaire } from './questionnaire.js';

export const applicationStatuses = ['draft', 'submitted', 'decided'] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

export const applicationLifecycle = lifecycle(applicationStatuses, {
  start: { from: null, to: 'draft' },
  submit: { from: ['draft'], to: 'submitted' },
  decide: { from: ['submitted'], to: 'decided' },
});

export type PartDecision = 'admitted' | 'refused';

/** One category in one area that an application asks for, made when it is submitted. */
export interface ApplicationPart {
  readonly id: string;
  readonly applicationId: string;
  readonly categoryCode: string;
  readonly areaCode: string;
  readonly decision: PartDecision | null;
  readonly reason: string | null;
}

/** A provider's application to a commercial vehicle. Answers are by question code, checked. */
export interface Application {
  readonly id: string;
  readonly providerId: string;
  readonly vehicleCode: string;
  readonly status: ApplicationStatus;
  readonly categoryCodes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly answers: Answers;
  readonly questionnaireVersion: number;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly submittedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
}

/** What is asked for: categories × areas. */
export interface Choices {
  readonly categoryCodes: readonly string[];
  readonly areaCodes: readonly string[];
}

/** What choosing must know of the catalogue. */
export interface ChoiceFacts {
  readonly isCategory: (code: string) => boolean;
  readonly isArea: (code: string) => boolean;
  /** Whether one area lies inside another. */
  readonly isInside: (code: string, outer: string) => boolean;
}

/** One answer to one part of a submitted application. */
export interface DecisionOnPart {
  readonly categoryCode: string;
  readonly areaCode: string;
  readonly decision: PartDecision;
  readonly reason: string | null;
}

const notNow: Readonly<Record<ApplicationStatus, string>> = {
  draft: 'This application has not been submitted yet',
  submitted: 'This application has been submitted and can no longer be changed',
  decided: 'This application has already been decided',
};

/** Starts an application, with answers from the last one where there is one. One at a time for each vehicle, while the vehicle is open. */
export function startApplication(application: Application, facts: ChoiceFacts & { readonly vehicle: Vehicle | null; readonly today: Day; readonly hasOpen: boolean; readonly isRegistered: boolean }): Creation<Application> {
  const { vehicle, today } = facts;
  ensure(facts.isRegistered, 'not-registered', 'Only a registered organisation can apply');
  ensure(vehicle, 'vehicle-unknown', 'Select a framework from the list', 'vehicleCode');
  ensure(vehicle.opensOn <= today && today <= vehicle.endsOn, 'vehicle-closed', `${vehicle.name} is not open for applications`, 'vehicleCode');
  ensure(!facts.hasOpen, 'application-open', 'You already have an application to this framework that has not been decided', 'vehicleCode');
  return { row: { ...application, ...chosen(application, facts) } };
}

/** Changes what a draft asks for. An area inside another chosen one is left out: it is asked for already. */
export function chooseParts(application: Application, choices: Partial<Choices>, facts: ChoiceFacts): Decision<Application> {
  ensureDraft(application);
  return { changes: chosen({ ...application, ...choices }, facts) };
}

/** Keeps checked answers; the others stay as they were, also those to questions no longer asked. */
export function answerQuestions(application: Application, answers: Answers): Decision<Application> {
  ensureDraft(application);
  return { changes: { answers: { ...application.answers, ...answers } } };
}

/** The parts a set of choices asks for: every category in every area, but for those the provider was admitted to before. */
export function partsAskedFor(choices: Choices, isAdmitted: (categoryCode: string, areaCode: string) => boolean): { readonly categoryCode: string; readonly areaCode: string }[] {
  const all = choices.categoryCodes.flatMap((categoryCode) => choices.areaCodes.map((areaCode) => ({ categoryCode, areaCode })));
  return all.filter((part) => !isAdmitted(part.categoryCode, part.areaCode));
}

/** Submits a draft: every question answered, and something asked for that is not admitted yet. */
export function submitApplication(
  application: Application,
  facts: { readonly now: Date; readonly actorId: string; readonly questionnaire: Questionnaire; readonly isAdmitted: (categoryCode: string, areaCode: string) => boolean; readonly newId: () => string },
): Decision<Application> {
  const status = move(applicationLifecycle, 'submit', application.status, notNow[application.status]);
  ensure(application.categoryCodes.length > 0, 'category-missing', 'Select at least one category', 'categoryCodes');
  ensure(application.areaCodes.length > 0, 'area-missing', 'Select at least one area', 'areaCodes');
  const [unanswered] = missing(facts.questionnaire, application.answers);
  ensure(!unanswered, 'answers-missing', `Answer every question before you submit. Not answered: ${unanswered?.text ?? ''}`, unanswered?.code);
  const parts = partsAskedFor(application, facts.isAdmitted);
  ensure(parts.length > 0, 'already-admitted', 'You are already admitted for everything this application asks for', 'categoryCodes');
  const insert: ApplicationPart[] = parts.map((part) => ({ id: facts.newId(), applicationId: application.id, ...part, decision: null, reason: null }));
  const asked = new Set(questionsToAsk(facts.questionnaire, application.answers).map((question) => question.code));
  const answers = Object.fromEntries(Object.entries(application.answers).filter(([code]) => asked.has(code)));
  const data = { applicationId: application.id, providerId: application.providerId, areaCodes: application.areaCodes };
  return {
    changes: { status, answers, submittedAt: facts.now, submittedBy: facts.actorId },
    children: [{ child: 'parts', insert }],
    events: [{ type: 'providers.application-submitted', data } satisfies ApplicationSubmitted],
  };
}

/** Decides every part at once. A refusal says why; so does an admission when a rule of the questionnaire failed (`failing` names it). */
export function decideApplication(
  application: Application,
  decisions: readonly DecisionOnPart[],
  facts: { readonly now: Date; readonly actorId: string; readonly parts: readonly ApplicationPart[]; readonly failing: string | null },
): Decision<Application> {
  const status = move(applicationLifecycle, 'decide', application.status, notNow[application.status]);
  const { parts, failing } = facts;
  ensure(decisions.every((decision) => parts.some(same(decision))), 'decision-unknown', 'Decide only what the application asks for', 'decisions');
  ensure(decisions.length === parts.length && parts.every((part) => decisions.some(same(part))), 'decision-missing', 'Decide every category and area of the application once', 'decisions');
  for (const each of decisions) {
    const given = (each.reason ?? '').trim() !== '';
    ensure(each.decision !== 'refused' || given, 'reason-missing', 'Enter the reason for each refusal', 'decisions');
    ensure(each.decision !== 'admitted' || failing === null || given, 'reason-missing', `Enter a reason for each admission, because an answer does not meet its rule: ${failing ?? ''}`, 'decisions');
  }
  const admitted = decisions.filter((each) => each.decision === 'admitted').length;
  const data = { applicationId: application.id, providerId: application.providerId, admitted, refused: decisions.length - admitted };
  return {
    changes: { status, decidedAt: facts.now, decidedBy: facts.actorId },
    children: [partsDecided(parts, decisions)],
    events: [{ type: 'providers.application-decided', data } satisfies ApplicationDecided],
  };
}

/** What a refused application may ask for again: the categories and areas of its refused parts. */
export function refusedChoices(parts: readonly ApplicationPart[]): Choices {
  const refused = parts.filter((part) => part.decision === 'refused');
  ensure(refused.length > 0, 'nothing-refused', 'Nothing in this application was refused');
  return { categoryCodes: [...new Set(refused.map((part) => part.categoryCode))], areaCodes: [...new Set(refused.map((part) => part.areaCode))] };
}

function chosen({ categoryCodes, areaCodes }: Choices, { isCategory, isArea, isInside }: ChoiceFacts): Choices {
  const areas = [...new Set(areaCodes)];
  ensure(categoryCodes.every(isCategory), 'category-unknown', 'Select categories from the list', 'categoryCodes');
  ensure(areas.every(isArea), 'area-unknown', 'Select areas from the list', 'areaCodes');
  const outermost = areas.filter((area) => !areas.some((other) => other !== area && isInside(area, other)));
  return { categoryCodes: [...new Set(categoryCodes)], areaCodes: outermost };
}

function ensureDraft({ status }: Application): void {
  ensure(status === 'draft', 'not-now', notNow[status]);
}

function partsDecided(parts: readonly ApplicationPart[], decisions: readonly DecisionOnPart[]): ChildChange {
  const update = parts.flatMap((part) => decisions.filter(same(part)).map(({ decision, reason }) => ({ id: part.id, set: { decision, reason: reason?.trim() ? reason : null } })));
  return { child: 'parts', update };
}

function same(left: { readonly categoryCode: string; readonly areaCode: string }) {
  return (right: { readonly categoryCode: string; readonly areaCode: string }): boolean => left.categoryCode === right.categoryCode && left.areaCode === right.areaCode;
}
