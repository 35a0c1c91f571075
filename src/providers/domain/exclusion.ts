import { ensure, lifecycle, move, RuleBroken, type Creation, type Day, type Decision } from '#libs/kernel';
import type { ExclusionDecided, ExclusionMatched } from '../providers.public.js';
import type { StaffMember } from './staff-member.js';

export const exclusionStatuses = ['listed', 'lifted'] as const;

/** A person stays on the exclusion list until commissioners lift the exclusion. */
export const exclusionLifecycle = lifecycle(exclusionStatuses, {
  list: { from: null, to: 'listed' },
  lift: { from: ['listed'], to: 'lifted' },
});

/** Someone whose authorisation was withdrawn, and by whom. Commissioners alone read it. */
export interface Exclusion {
  readonly id: string;
  readonly name: string;
  readonly matchName: string;
  readonly dateOfBirth: Day;
  readonly staffMemberId: string;
  readonly organisationId: string;
  readonly reason: string;
  readonly status: (typeof exclusionStatuses)[number];
  readonly listedAt: Date;
  readonly listedBy: string;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  readonly liftReason: string | null;
}

/** What commissioners may say of a match: the exclusion stands, it is somebody else, or the exclusion is lifted. */
export const matchDecisions = ['confirmed', 'different-person', 'lifted'] as const;
export type MatchDecision = (typeof matchDecisions)[number];

/** A later request for someone with the same name and date of birth. */
export interface ExclusionMatch {
  readonly id: string;
  readonly exclusionId: string;
  readonly staffMemberId: string;
  readonly organisationId: string;
  readonly matchedAt: Date;
  readonly decision: MatchDecision | null;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
}

/** Who decides what, why and when. */
export interface Ruling {
  readonly reason: string;
  readonly by: string;
  readonly now: Date;
}

/** Puts someone whose authorisation was withdrawn on the exclusion list. */
export function excludeStaff({ name, matchName, dateOfBirth, id: staffMemberId, organisationId }: StaffMember, { id, ...ruling }: Ruling & { readonly id: string }): Creation<Exclusion> {
  const { reason, by: listedBy, now: listedAt } = ruling;
  return { row: { id, name, matchName, dateOfBirth, staffMemberId, organisationId, reason, status: 'listed', listedAt, listedBy, liftedAt: null, liftedBy: null, liftReason: null } };
}

/** Records that a request is for someone who may be this person; commissioners decide. */
export function matchWithExclusion(exclusion: Exclusion, { id: staffMemberId, organisationId }: Pick<StaffMember, 'id' | 'organisationId'>, { id, now }: { readonly id: string; readonly now: Date }): Decision<Exclusion> {
  const match: ExclusionMatch = { id, exclusionId: exclusion.id, staffMemberId, organisationId, matchedAt: now, decision: null, reason: null, decidedAt: null, decidedBy: null };
  const event: ExclusionMatched = { type: 'providers.exclusion-matched', data: { exclusionId: exclusion.id, matchId: id, staffMemberId, organisationId } };
  return { children: [{ child: 'matches', insert: [match] }], events: [event] };
}

/** Decides one match. Lifting the exclusion decides every match of it that is not somebody else. */
export function decideMatch(exclusion: Exclusion, matches: readonly ExclusionMatch[], { matchId, decision, ...ruling }: Ruling & { readonly matchId: string; readonly decision: MatchDecision }): Decision<Exclusion> {
  const match = matches.find((each) => each.id === matchId);
  if (!match) throw new RuleBroken('match-unknown', 'Choose a request that matched this exclusion');
  ensure(match.decision === null, 'not-now', 'Another commissioner has already decided this request');
  if (decision === 'lifted') return liftExclusion(exclusion, matches, ruling);
  ensureReason(ruling.reason);
  return { children: [{ child: 'matches', update: [decided(match, decision, ruling)] }], events: [eventOf(match, decision)] };
}

/** Takes someone off the list, with a reason. */
export function liftExclusion(exclusion: Exclusion, matches: readonly ExclusionMatch[], ruling: Ruling): Decision<Exclusion> {
  const status = move(exclusionLifecycle, 'lift', exclusion.status, 'This exclusion has already been lifted');
  ensureReason(ruling.reason);
  const held = matches.filter((each) => each.decision === null || each.decision === 'confirmed');
  return {
    changes: { status, liftedAt: ruling.now, liftedBy: ruling.by, liftReason: ruling.reason },
    children: held.length > 0 ? [{ child: 'matches', update: held.map((each) => decided(each, 'lifted', ruling)) }] : [],
    events: held.map((each) => eventOf(each, 'lifted')),
  };
}

function ensureReason(reason: string): void {
  ensure(reason.trim() !== '', 'reason-missing', 'Enter the reason for your decision', 'reason');
}

function decided({ id }: ExclusionMatch, decision: MatchDecision, { reason, by: decidedBy, now: decidedAt }: Ruling): { readonly id: string; readonly set: Partial<ExclusionMatch> } {
  return { id, set: { decision, reason, decidedBy, decidedAt } };
}

function eventOf({ id: matchId, exclusionId, staffMemberId, organisationId }: ExclusionMatch, decision: MatchDecision): ExclusionDecided {
  return { type: 'providers.exclusion-decided', data: { exclusionId, matchId, staffMemberId, organisationId, decision } };
}
