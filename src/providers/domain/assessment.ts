import { ensure, move, must, RuleBroken, type ChildChange, type Day, type Decision } from '#libs/kernel';
import type { ApplicationDecided, ApplicationTaken, DecisionProposed, DecisionReturned, Vehicle } from '../providers.public.js';
import { isOpen, type AnswerQuery } from './answer-query.js';
import { applicationLifecycle, type Application, type ApplicationPart, type PartDecision, type PartGround } from './application.js';
import { judgementGaps, objection, type Judgeable, type Judgement } from './judgement.js';

/** Why a part may be refused, and how it reads to whoever decides. */
export const grounds: Readonly<Record<PartGround, string>> = {
  rule: 'An answer does not meet a rule',
  evidence: 'Evidence is missing or does not show what it should',
  discretionary: 'A discretionary ground: a second person must agree',
  other: 'Another reason',
};

/** One answer to one part of an application. A refusal has its ground and its reason. */
export interface DecisionOnPart {
  readonly categoryCode: string;
  readonly areaCode: string;
  readonly decision: PartDecision;
  readonly ground?: PartGround | null;
  readonly reason: string | null;
}

/** A decision sent back to whoever proposed it. */
export interface DecisionReturn {
  readonly id: string;
  readonly applicationId: string;
  readonly proposedBy: string;
  readonly returnedBy: string;
  readonly returnedAt: Date;
  readonly reason: string;
}

/** What a decision must know: what is asked for, what the rules and the assessors say, what is out with the provider, and the law the vehicle follows. */
export interface DecideFacts {
  readonly now: Date;
  readonly actorId: string;
  readonly parts: readonly ApplicationPart[];
  readonly answers: readonly Judgeable[];
  readonly judgements: readonly Judgement[];
  readonly queries: readonly AnswerQuery[];
  readonly regime: Vehicle['regime'];
}

/** What is recorded of a supplier under PA2023; neither is null. */
export interface SupplierStatus {
  readonly status: 'excluded' | 'excludable' | 'neither';
  readonly debarmentListVersion: string;
  readonly checkedOn: Day;
}

/** Someone takes an application that nobody has. */
export function takeApplication(application: Application, actorId: string): Decision<Application> {
  const { assessorId } = application;
  ensure(application.status !== 'decided' && application.status !== 'proposed', 'not-now', 'This application has already been decided, or waits for a second person');
  ensure(assessorId === null || assessorId === actorId, 'taken', 'Somebody else has this application. Ask them to hand it back.');
  if (assessorId === actorId) return {};
  const status = application.status === 'submitted' ? move(applicationLifecycle, 'assess', application.status, '') : application.status;
  return { changes: { status, assessorId: actorId }, events: [taken(application, actorId)] };
}

/** Work on an application nobody has begun makes it that person's; on any other it changes nothing. */
export function startAssessing(application: Application, actorId: string): Decision<Application> {
  return application.status === 'submitted' ? takeApplication(application, actorId) : {};
}

/** Whoever has an application gives it back, so that somebody else can take it. */
export function handBack(application: Application, actorId: string): Decision<Application> {
  ensure(application.assessorId === actorId, 'not-yours', 'You do not have this application');
  ensure(application.status === 'assessing' || application.status === 'queried', 'not-now', 'This application is no longer being assessed');
  return { changes: { assessorId: null }, events: [taken(application, null)] };
}

/** Records what a PA2023 decision must rest on: the supplier's status, and the version of the debarment list consulted and when (DOMAIN §4). */
export function recordSupplierStatus(application: Application, { status, debarmentListVersion, checkedOn }: SupplierStatus, { regime, today }: { readonly regime: Vehicle['regime']; readonly today: Day }): Decision<Application> {
  ensure(regime === 'PA2023', 'not-asked', 'The debarment list is consulted only under the Procurement Act 2023');
  ensure(application.status === 'assessing' || application.status === 'queried', 'not-now', 'Record this while the application is being assessed');
  ensure(debarmentListVersion.trim() !== '', 'list-version-missing', 'Enter the version or date of the debarment list you consulted', 'debarmentListVersion');
  ensure(checkedOn <= today, 'checked-in-future', 'The day you consulted the list must be today or in the past', 'checkedOn');
  return { changes: { exclusionStatus: status === 'neither' ? null : status, debarmentListVersion: debarmentListVersion.trim(), debarmentCheckedOn: checkedOn } };
}

/** Decides every part at once. What needs a second person becomes a proposal; everything else is decided. */
export function decideApplication(application: Application, decisions: readonly DecisionOnPart[], facts: DecideFacts): Decision<Application> {
  const { status } = application;
  const { parts, answers, judgements, now, actorId } = facts;
  ensure(status !== 'decided', 'not-now', 'This application has already been decided');
  ensure(status !== 'proposed', 'not-now', 'A decision on this application is waiting for a second person');
  ensure(!facts.queries.some(isOpen), 'queried', 'You are waiting for a reply from the organisation. Wait for it, or cancel your question, then decide.');
  ensureSupplierChecked(application, facts.regime);
  ensureComplete(decisions, parts);
  const failing = objection(answers, judgements) ?? (application.exclusionStatus ? `The supplier is recorded as ${application.exclusionStatus}` : null);
  for (const each of decisions) ensureReasoned(each, failing);
  ensureJudged(decisions, answers, judgements);
  const children = [partsDecided(parts, decisions)];
  if (!secondPersonBecause(application, decisions, answers)) return { ...decided(application, decisions, { now, actorId, from: status }), children };
  const { dueOn, id, providerId } = application;
  const proposed = move(applicationLifecycle, 'propose', status, 'This application has not been submitted yet');
  const data = { applicationId: id, providerId, proposedBy: actorId, dueOn: must(dueOn, 'the day it is due') };
  return { changes: { status: proposed, proposedBy: actorId, proposedAt: now }, children, events: [{ type: 'providers.decision-proposed', data } satisfies DecisionProposed] };
}

/** Why a second person must agree, in words, or null: a discretionary refusal, a concern that goes to two people, or an excluded or excludable supplier. */
export function secondPersonBecause({ exclusionStatus }: Pick<Application, 'exclusionStatus'>, decisions: readonly DecisionOnPart[], answers: readonly Judgeable[]): string | null {
  if (decisions.some((each) => each.decision === 'refused' && each.ground === 'discretionary')) return 'It refuses on a discretionary ground.';
  const concern = answers.find((answer) => answer.verdict === 'needs-judgement' && answer.assessors > 1);
  if (concern) return `An answer goes to two people: ${concern.reason}.`.replace(/\.\.$/, '.');
  return exclusionStatus ? `The supplier is recorded as ${exclusionStatus}.` : null;
}

/** A second person agrees: the proposal is the decision. Never who proposed it. */
export function agreeDecision(application: Application, facts: { readonly now: Date; readonly actorId: string; readonly parts: readonly ApplicationPart[] }): Decision<Application> {
  const { status, proposedBy } = application;
  ensure(status === 'proposed', 'not-now', 'No decision on this application is waiting for a second person');
  ensure(proposedBy !== facts.actorId, 'same-person', 'You proposed this decision: somebody else must agree to it');
  return decided(application, decisionsIn(facts.parts), { ...facts, from: status });
}

/** A second person sends a proposal back to be decided again, saying why. */
export function returnDecision(application: Application, reason: string, facts: { readonly now: Date; readonly actorId: string; readonly newId: () => string }): Decision<Application> {
  const { id, providerId, dueOn } = application;
  const status = move(applicationLifecycle, 'send-back', application.status, 'No decision on this application is waiting for a second person');
  const proposedBy = must(application.proposedBy, 'who proposed the decision');
  ensure(proposedBy !== facts.actorId, 'same-person', 'You proposed this decision: somebody else must agree to it or send it back');
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why you send the decision back', 'reason');
  const row: DecisionReturn = { id: facts.newId(), applicationId: id, proposedBy, returnedBy: facts.actorId, returnedAt: facts.now, reason };
  const data = { applicationId: id, providerId, proposedBy, dueOn: must(dueOn, 'the day it is due') };
  return {
    changes: { status, proposedBy: null, proposedAt: null },
    children: [{ child: 'returns', insert: [row] }],
    events: [{ type: 'providers.decision-returned', data } satisfies DecisionReturned],
  };
}

/** Parts as the provider may see them: no decision before all is decided. */
export function withoutProposals<Part extends ApplicationPart>({ status }: Pick<Application, 'status'>, parts: readonly Part[]): readonly Part[] {
  return status === 'decided' ? parts : parts.map((part) => ({ ...part, decision: null, ground: null, reason: null }));
}

/** The decisions that parts hold; for a proposal or a decided application, all of them. */
export function decisionsIn(parts: readonly ApplicationPart[]): DecisionOnPart[] {
  return parts.flatMap(({ categoryCode, areaCode, decision, ground, reason }) => (decision === null ? [] : [{ categoryCode, areaCode, decision, ground, reason }]));
}

function decided({ id, providerId }: Application, decisions: readonly DecisionOnPart[], { now, actorId, from }: { readonly now: Date; readonly actorId: string; readonly from: Application['status'] }): Decision<Application> {
  const status = move(applicationLifecycle, 'decide', from, 'This application has not been submitted yet');
  const admitted = decisions.filter((each) => each.decision === 'admitted').length;
  const data = { applicationId: id, providerId, admitted, refused: decisions.length - admitted };
  return { changes: { status, decidedAt: now, decidedBy: actorId }, events: [{ type: 'providers.application-decided', data } satisfies ApplicationDecided] };
}

function ensureSupplierChecked({ debarmentCheckedOn }: Application, regime: Vehicle['regime']): void {
  ensure(regime !== 'PA2023' || debarmentCheckedOn !== null, 'supplier-status-missing', 'Record whether the supplier is excluded or excludable, and the debarment list you consulted, before you decide');
}

function ensureComplete(decisions: readonly DecisionOnPart[], parts: readonly ApplicationPart[]): void {
  ensure(decisions.every((decision) => parts.some(same(decision))), 'decision-unknown', 'Decide only what the application asks for', 'decisions');
  ensure(decisions.length === parts.length && parts.every((part) => decisions.some(same(part))), 'decision-missing', 'Decide every category and area of the application once', 'decisions');
}

function ensureReasoned({ decision, ground, reason }: DecisionOnPart, failing: string | null): void {
  const given = (reason ?? '').trim() !== '';
  if (decision === 'admitted') return ensure(failing === null || given, 'reason-missing', `Enter a reason for each admission, because an answer does not meet its rule: ${failing ?? ''}`, 'decisions');
  ensure(given, 'reason-missing', 'Enter the reason for each refusal', 'decisions');
  ensure(ground, 'ground-missing', 'Select the ground for each refusal', 'decisions');
}

/** Nothing is admitted, or refused on a discretionary ground, before enough people have judged what it rests on. A plain refusal needs no points. */
function ensureJudged(decisions: readonly DecisionOnPart[], answers: readonly Judgeable[], judgements: readonly Judgement[]): void {
  const resting = decisions.filter((each) => each.decision === 'admitted' || each.ground === 'discretionary').map((each) => each.categoryCode);
  const concerned = answers.filter(({ categoryCode }) => (categoryCode === null ? resting.length > 0 : resting.includes(categoryCode)));
  const [gap] = judgementGaps(concerned, judgements);
  if (!gap) return;
  const who = gap.people > 1 ? `${gap.people} people` : gap.hasOne ? 'Somebody else' : 'Somebody';
  throw new RuleBroken('judgement-missing', `${who} must judge this answer before you decide: ${gap.text}`, gap.question);
}

function partsDecided(parts: readonly ApplicationPart[], decisions: readonly DecisionOnPart[]): ChildChange {
  const update = parts.flatMap((part) =>
    decisions.filter(same(part)).map(({ decision, ground = null, reason }) => ({ id: part.id, set: { decision, ground: decision === 'refused' ? ground : null, reason: reason?.trim() ? reason : null } })),
  );
  return { child: 'parts', update };
}

function same(left: { readonly categoryCode: string; readonly areaCode: string }) {
  return (right: { readonly categoryCode: string; readonly areaCode: string }): boolean => left.categoryCode === right.categoryCode && left.areaCode === right.areaCode;
}

function taken({ id, providerId, dueOn }: Application, assessorId: string | null): ApplicationTaken {
  return { type: 'providers.application-taken', data: { applicationId: id, providerId, assessorId, dueOn: must(dueOn, 'the day it is due') } };
}
