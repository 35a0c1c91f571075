import { dayOf, ensure, InvalidInput, lifecycle, move, type Creation, type Day, type Decision, type FieldError } from '#libs/kernel';
import type { ApplicationSubmitted, ApplicationTakenBack, Vehicle } from '../providers.public.js';
import { consortiumBlockers, consortiumParts, type Consortium } from './consortium.js';
import { clockOf } from './assessment-clock.js';
import type { ApplicationAnswer, AskedAnswer, GivenAnswer } from './given-answer.js';
import { takesApplications } from './vehicle.js';

export const applicationStatuses = ['draft', 'submitted', 'assessing', 'queried', 'proposed', 'decided'] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

export const applicationLifecycle = lifecycle(applicationStatuses, {
  start: { from: null, to: 'draft' },
  submit: { from: ['draft'], to: 'submitted' },
  'take-back': { from: ['submitted'], to: 'draft' },
  assess: { from: ['submitted'], to: 'assessing' },
  query: { from: ['assessing'], to: 'queried' },
  reply: { from: ['queried'], to: 'assessing' },
  propose: { from: ['assessing'], to: 'proposed' },
  'send-back': { from: ['proposed'], to: 'assessing' },
  decide: { from: ['submitted', 'assessing', 'proposed'], to: 'decided' },
});

export type PartDecision = 'admitted' | 'refused';
export type PartGround = 'rule' | 'evidence' | 'discretionary' | 'other';

/** One category in one area that an application asks for, made when it is submitted. */
export interface ApplicationPart {
  readonly id: string;
  readonly applicationId: string;
  readonly categoryCode: string;
  readonly areaCode: string;
  readonly decision: PartDecision | null;
  readonly reason: string | null;
  readonly ground: PartGround | null;
}

/** A provider's application to a commercial vehicle; its answers are rows of their own. The clock stands while `queriedOn` is set. */
export interface Application {
  readonly id: string;
  /** What people call it, such as APP-7K2M4Q. */
  readonly reference: string;
  readonly providerId: string;
  readonly vehicleCode: string;
  readonly status: ApplicationStatus;
  readonly categoryCodes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly isConsortium: boolean;
  readonly questionnaireCode: string;
  readonly questionnaireVersion: number;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly submittedBy: string | null;
  readonly dueOn: Day | null;
  readonly queriedOn: Day | null;
  readonly assessorId: string | null;
  readonly proposedBy: string | null;
  readonly proposedAt: Date | null;
  readonly exclusionStatus: 'excluded' | 'excludable' | null;
  readonly debarmentListVersion: string | null;
  readonly debarmentCheckedOn: Day | null;
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

const notNow: Readonly<Record<ApplicationStatus, string>> = {
  draft: 'This application has not been submitted yet',
  submitted: 'This application has been submitted and can no longer be changed',
  assessing: 'This application is being assessed and can no longer be changed',
  queried: 'A question about this application is waiting for its answer',
  proposed: 'A decision on this application is waiting for a second person',
  decided: 'This application has already been decided',
};

/** What starting must know besides the catalogue: the vehicle, how the provider stands, and what it said before. */
export interface StartFacts extends ChoiceFacts {
  readonly vehicle: Vehicle | null;
  readonly today: Day;
  readonly hasOpen: boolean;
  readonly isRegistered: boolean;
  readonly carried: readonly GivenAnswer[];
  readonly newId: () => string;
}

/** What an application is before anything happened to it. */
export const untouched = {
  ...({ status: 'draft', submittedAt: null, submittedBy: null, dueOn: null, queriedOn: null, assessorId: null, proposedBy: null, proposedAt: null } as const),
  ...({ exclusionStatus: null, debarmentListVersion: null, debarmentCheckedOn: null, decidedAt: null, decidedBy: null } as const),
};

/** Starts an application, with the answers given before. One at a time for each vehicle, while the vehicle is open. */
export function startApplication(application: Application, facts: StartFacts): Creation<Application> {
  const { vehicle, today } = facts;
  ensure(facts.isRegistered, 'not-registered', 'Only a registered organisation can apply');
  ensure(vehicle, 'vehicle-unknown', 'Select a framework or market from the list', 'vehicleCode');
  ensure(takesApplications(vehicle, today), 'vehicle-closed', `${vehicle.name} is not open for applications`, 'vehicleCode');
  ensure(!facts.hasOpen, 'application-open', 'You already have an application to this framework or market that has not been decided', 'vehicleCode');
  const insert: ApplicationAnswer[] = facts.carried.map((given) => ({ ...given, id: facts.newId(), applicationId: application.id, confirmed: false }));
  return { row: { ...application, ...chosen(application, facts) }, children: insert.length > 0 ? [{ child: 'answers', insert }] : [] };
}

/** Changes what a draft asks for. An area inside another chosen one is left out: it is asked for already. */
export function chooseParts(application: Application, { isConsortium = application.isConsortium, ...choices }: Partial<Choices> & { readonly isConsortium?: boolean }, facts: ChoiceFacts): Decision<Application> {
  ensureDraft(application);
  return { changes: { ...chosen({ ...application, ...choices }, facts), isConsortium } };
}

/** The parts a set of choices asks for: every category in every area, but for those the provider was admitted to before. */
export function partsAskedFor(choices: Choices, isAdmitted: (categoryCode: string, areaCode: string) => boolean): { readonly categoryCode: string; readonly areaCode: string }[] {
  const all = choices.categoryCodes.flatMap((categoryCode) => choices.areaCodes.map((areaCode) => ({ categoryCode, areaCode })));
  return all.filter((part) => !isAdmitted(part.categoryCode, part.areaCode));
}

/** What stops an application from being submitted, one entry for each thing; `field` is the question's code, `categoryCodes`, `areaCodes` or `consortium`. */
export function blockersOf({ categoryCodes, areaCodes }: Choices, asked: readonly AskedAnswer[], consortium: Consortium | null): FieldError[] {
  return [
    ...(categoryCodes.length > 0 ? [] : [{ field: 'categoryCodes', message: 'Select at least one category' }]),
    ...(areaCodes.length > 0 ? [] : [{ field: 'areaCodes', message: 'Select at least one area' }]),
    ...(consortium ? consortiumBlockers(consortium.members, { categoryCodes, areaCodes, isInside: consortium.isInside }) : []),
    ...asked.flatMap(({ question: { code, text, ifEmpty }, state }) => {
      if (state === 'answered') return [];
      return [{ field: code, message: { unanswered: ifEmpty, aged: `Check that your answer is still true: ${text}`, expired: `This date has passed, give the new one: ${text}` }[state] }];
    }),
  ];
}

/** What submitting must know. */
export interface SubmitFacts {
  readonly now: Date;
  readonly vehicle: Vehicle;
  readonly actorId: string;
  readonly asked: readonly AskedAnswer[];
  readonly given: readonly ApplicationAnswer[];
  /** Who applies together; null for an organisation alone. */
  readonly consortium: Consortium | null;
  readonly isAdmitted: (categoryCode: string, areaCode: string) => boolean;
  readonly newId: () => string;
}

/** Submits a draft: every question answered and not too long ago, and something asked for that is not admitted yet. Throws InvalidInput with everything that is missing. */
export function submitApplication(application: Application, facts: SubmitFacts): Decision<Application> {
  const status = move(applicationLifecycle, 'submit', application.status, notNow[application.status]);
  ensure(takesApplications(facts.vehicle, dayOf(facts.now)), 'vehicle-closed', `${facts.vehicle.name} is no longer open for applications`);
  const blockers = blockersOf(application, facts.asked, facts.consortium);
  if (blockers.length > 0) throw new InvalidInput(blockers, 'answers-missing');
  const parts = facts.consortium ? consortiumParts(facts.consortium.members, facts.consortium.isInside).filter((part) => !facts.isAdmitted(part.categoryCode, part.areaCode)) : partsAskedFor(application, facts.isAdmitted);
  ensure(parts.length > 0, 'already-admitted', 'You are already admitted for everything this application asks for', 'categoryCodes');
  const insert: ApplicationPart[] = parts.map((part) => ({ id: facts.newId(), applicationId: application.id, ...part, decision: null, reason: null, ground: null }));
  const codes = new Set(facts.asked.map(({ question }) => question.code));
  const remove = facts.given.filter(({ questionCode }) => !codes.has(questionCode)).map(({ id }) => id);
  const data = { applicationId: application.id, providerId: application.providerId, areaCodes: application.areaCodes };
  return {
    changes: { status, submittedAt: facts.now, submittedBy: facts.actorId, dueOn: clockOf(dayOf(facts.now), []).dueOn },
    children: [{ child: 'parts', insert }, ...(remove.length > 0 ? [{ child: 'answers', remove }] : [])],
    events: [{ type: 'providers.application-submitted', data } satisfies ApplicationSubmitted],
  };
}

/** Takes a submitted application back before anybody assesses it; it is a draft again, with every answer. */
export function takeBackApplication(application: Application, parts: readonly ApplicationPart[]): Decision<Application> {
  const { id, providerId, status, assessorId } = application;
  ensure(assessorId === null, 'not-now', 'A commissioner has begun to assess this application, so you can no longer take it back');
  const draft = move(applicationLifecycle, 'take-back', status, status === 'draft' ? notNow.draft : 'This application is being assessed or has been decided, so you can no longer take it back');
  return {
    changes: { status: draft, submittedAt: null, submittedBy: null, dueOn: null },
    children: [{ child: 'parts', remove: parts.map((part) => part.id) }],
    events: [{ type: 'providers.application-taken-back', data: { applicationId: id, providerId } } satisfies ApplicationTakenBack],
  };
}

/** Deletes a draft. What was submitted is part of the record. */
export function deleteApplication(application: Application): Pick<Decision<Application>, 'events'> {
  ensureDraft(application);
  return {};
}

/** What a refused application may ask for again: the categories and areas of its refused parts. */
export function refusedChoices(parts: readonly ApplicationPart[]): Choices {
  const refused = parts.filter((part) => part.decision === 'refused');
  ensure(refused.length > 0, 'nothing-refused', 'Nothing in this application was refused, so there is nothing to apply for again');
  return { categoryCodes: [...new Set(refused.map((part) => part.categoryCode))], areaCodes: [...new Set(refused.map((part) => part.areaCode))] };
}

function chosen({ categoryCodes, areaCodes }: Choices, { isCategory, isArea, isInside }: ChoiceFacts): Choices {
  const areas = [...new Set(areaCodes)];
  ensure(categoryCodes.every(isCategory), 'category-unknown', 'Select categories from the list', 'categoryCodes');
  ensure(areas.every(isArea), 'area-unknown', 'Select areas from the list', 'areaCodes');
  const outermost = areas.filter((area) => !areas.some((other) => other !== area && isInside(area, other)));
  return { categoryCodes: [...new Set(categoryCodes)], areaCodes: outermost };
}

/** Throws RuleBroken unless the application is still its provider's to change. */
export function ensureDraft({ status }: Pick<Application, 'status'>): void {
  ensure(status === 'draft', 'not-now', notNow[status]);
}
