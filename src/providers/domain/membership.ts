import { canMove, ensure, formatDay, lifecycle, move, type ChildChange, type Creation, type Day, type Decision, type Pence } from '#libs/kernel';
import type { BandRule, ExpiringEvidence, Member, MemberReinstated, MemberRemoved, MemberSuspended } from '../providers.public.js';
import { largestContract } from './financial-band.js';
import type { GivenAnswer } from './given-answer.js';
import type { ReinstatementReason, RemovalReason, SuspensionReason } from './membership-reasons.js';
import { expiredOn, takeAnswers, type Lasting, type StandingAnswer } from './standing-answer.js';

export const membershipStatuses = ['active', 'suspended', 'removed'] as const satisfies readonly Member['status'][];
export type MembershipStatus = (typeof membershipStatuses)[number];

/** Suspended members come back, removed ones only by a new application (DOMAIN §4). */
export const membershipLifecycle = lifecycle(membershipStatuses, {
  admit: { from: null, to: 'active' },
  suspend: { from: ['active'], to: 'suspended' },
  reinstate: { from: ['suspended'], to: 'active' },
  remove: { from: ['active', 'suspended'], to: 'removed' },
  readmit: { from: ['removed'], to: 'active' },
});

/** A provider's membership of one commercial vehicle. The band is explained by `bandArithmetic(turnoverPence)`; reason and words are those of the last change of status, null since admission. */
export interface Membership {
  readonly id: string;
  readonly providerId: string;
  readonly vehicleCode: string;
  readonly status: MembershipStatus;
  readonly statusReason: SuspensionReason | ReinstatementReason | RemovalReason | null;
  readonly statusWords: string | null;
  readonly statusAt: Date;
  readonly statusBy: string;
  readonly turnoverPence: Pence;
  readonly financialBandPence: Pence | null;
  readonly admittedAt: Date;
}

/** One category in one area a member was admitted for, and by which application. */
export interface MemberAdmission {
  readonly id: string;
  readonly membershipId: string;
  readonly categoryCode: string;
  readonly areaCode: string;
  readonly applicationId: string;
}

/** Admissions that an application earned, its answers, and how the member stood before. */
export interface Earned {
  readonly applicationId: string;
  readonly parts: readonly { readonly categoryCode: string; readonly areaCode: string }[];
  readonly turnoverPence: Pence;
  readonly bandRule: BandRule;
  readonly given: readonly GivenAnswer[];
  readonly admissions: readonly MemberAdmission[];
  readonly answers: readonly StandingAnswer[];
  readonly lasting: (questionCode: string) => Lasting;
  readonly newId: () => string;
}

/** When a status changes and who changes it. */
export interface StatusFacts {
  readonly now: Date;
  readonly actorId: string;
}

/** Why, as one of the reasons and in words. */
export interface Because<Reason extends string> {
  readonly reason: Reason;
  readonly words: string;
}

/** The first admission makes the member; the latest turnover sets the band. */
export function admitMember(member: Pick<Membership, 'id' | 'providerId' | 'vehicleCode'>, earned: Earned, { now, actorId }: StatusFacts): Creation<Membership> {
  const status = { status: 'active', statusReason: null, statusWords: null, statusAt: now, statusBy: actorId } as const;
  return { row: { ...member, ...status, ...bandOf(earned), admittedAt: now }, children: [admissionsOf(member.id, earned), answersOf(member.id, earned).change] };
}

/** A later application adds to what a member is admitted for, brings its band and answers up to date, and lets a removed member in again, for what it asked for now alone. A suspension stays. */
export function extendMembership(member: Membership, earned: Earned, { now, actorId }: StatusFacts): { readonly decision: Decision<Membership>; readonly answers: readonly StandingAnswer[] } {
  const { change, standing } = answersOf(member.id, earned);
  const isBack = member.status === 'removed';
  const back = isBack ? { status: move(membershipLifecycle, 'readmit', member.status, ''), statusReason: null, statusWords: null, statusAt: now, statusBy: actorId, admittedAt: now } : {};
  return { decision: { changes: { ...bandOf(earned), ...back }, children: [admissionsOf(member.id, earned, isBack), change] }, answers: standing };
}

/** A commissioner suspends: also a member the service has suspended, whose new certificate then no longer brings it back. Throws RuleBroken `not-now`, `reason-missing`. */
export function suspendMember(member: Membership, because: Because<Exclude<SuspensionReason, 'evidence-expired'>>, facts: StatusFacts): Decision<Membership> {
  ensureWords(because.words, 'Enter why the membership is suspended');
  ensure(member.status === 'active' || isAutomatic(member), 'not-now', notNow[member.status]);
  return becomesSuspended(member, because, { ...facts, expired: [] });
}

/** A commissioner ends a suspension, once no evidence is out of date. Throws RuleBroken `not-now`, `reason-missing`, `evidence-expired`. */
export function reinstateMember(member: Membership, because: Because<Exclude<ReinstatementReason, 'evidence-in-date'>>, facts: StatusFacts & { readonly today: Day; readonly answers: readonly StandingAnswer[]; readonly label: (questionCode: string) => string }): Decision<Membership> {
  ensureWords(because.words, 'Enter why the suspension ends');
  ensure(canMove(membershipLifecycle, 'reinstate', member.status), 'not-now', member.status === 'active' ? 'This membership is not suspended' : notNow[member.status]);
  const [expired] = expiredOn(facts.answers, facts.today);
  const evidence = expired?.expiresOn ? `${facts.label(expired.questionCode)}: ran out on ${formatDay(expired.expiresOn)}` : '';
  ensure(!expired, 'evidence-expired', `Evidence of this member has run out, and the organisation must renew it first. ${evidence}`);
  return becomesActive(member, because, facts);
}

/** A commissioner removes a member from the register for good. Throws RuleBroken `not-now`, `reason-missing`. */
export function removeMember(member: Membership, because: Because<RemovalReason>, { now, actorId, answers }: StatusFacts & { readonly answers: readonly StandingAnswer[] }): Decision<Membership> {
  ensureWords(because.words, 'Enter why the member is removed');
  const status = move(membershipLifecycle, 'remove', member.status, notNow[member.status]);
  const data = { ...idsOf(member), reason: because.reason, standingAnswerIds: answers.map(({ id }) => id) };
  return { changes: { status, ...changed(because, { now, actorId }) }, events: [{ type: 'providers.member-removed', data } satisfies MemberRemoved] };
}

/** The band after its vehicle's rule changed; nothing where it stays. */
export function recomputeBand({ turnoverPence }: Membership, rule: BandRule): Decision<Membership> {
  return { changes: { financialBandPence: largestContract(turnoverPence, rule) } };
}

/** Suspends; the caller has seen that it may. */
export function becomesSuspended(member: Membership, because: Because<SuspensionReason>, { now, actorId, expired }: StatusFacts & { readonly expired: readonly ExpiringEvidence[] }): Decision<Membership> {
  const data = { ...idsOf(member), reason: because.reason, expired };
  return { changes: { status: 'suspended', ...changed(because, { now, actorId }) }, events: [{ type: 'providers.member-suspended', data } satisfies MemberSuspended] };
}

/** Ends a suspension; the caller has seen that it may. */
export function becomesActive(member: Membership, because: Because<ReinstatementReason>, facts: StatusFacts): Decision<Membership> {
  const status = move(membershipLifecycle, 'reinstate', member.status, notNow[member.status]);
  const data = { ...idsOf(member), reason: because.reason };
  return { changes: { status, ...changed(because, facts) }, events: [{ type: 'providers.member-reinstated', data } satisfies MemberReinstated] };
}

const notNow: Readonly<Record<MembershipStatus, string>> = {
  active: 'This membership is active',
  suspended: 'This membership is suspended already',
  removed: 'This organisation was removed. To rejoin, it must apply again.',
};

function isAutomatic({ status, statusReason }: Membership): boolean {
  return status === 'suspended' && statusReason === 'evidence-expired';
}

function ensureWords(words: string, message: string): void {
  ensure(words.trim() !== '', 'reason-missing', message, 'words');
}

function changed({ reason, words }: Because<SuspensionReason | ReinstatementReason | RemovalReason>, { now, actorId }: StatusFacts): Pick<Membership, 'statusReason' | 'statusWords' | 'statusAt' | 'statusBy'> {
  return { statusReason: reason, statusWords: words, statusAt: now, statusBy: actorId };
}

function idsOf({ id, providerId, vehicleCode }: Membership): { readonly membershipId: string; readonly providerId: string; readonly vehicleCode: string } {
  return { membershipId: id, providerId, vehicleCode };
}

function bandOf({ turnoverPence, bandRule }: Earned): Pick<Membership, 'turnoverPence' | 'financialBandPence'> {
  return { turnoverPence, financialBandPence: largestContract(turnoverPence, bandRule) };
}

function answersOf(membershipId: string, { given, answers, lasting, newId }: Earned): ReturnType<typeof takeAnswers> {
  return takeAnswers(given, { membershipId, current: answers, lasting, newId });
}

/** What was admitted before stays admitted once; a member who comes back begins anew. */
function admissionsOf(membershipId: string, { parts, applicationId, admissions, newId }: Earned, startsAnew = false): ChildChange {
  const kept = startsAnew ? [] : admissions;
  const added = parts.filter((part) => !kept.some((each) => each.categoryCode === part.categoryCode && each.areaCode === part.areaCode));
  const insert: MemberAdmission[] = added.map(({ categoryCode, areaCode }) => ({ id: newId(), membershipId, categoryCode, areaCode, applicationId }));
  return { child: 'admissions', insert, remove: startsAnew ? admissions.map(({ id }) => id) : [] };
}
