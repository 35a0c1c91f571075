import { ensure, type ChildChange, type Creation, type Decision } from '#libs/kernel';
import type { ReferralReadersChanged, ReferralRestricted, ReferralUnrestricted } from '../referrals.public.js';
import { factsOf, type Referral } from './referral.js';

/** Someone named as a reader of a referral whose access is limited. */
export interface AccessGrant {
  readonly id: string;
  readonly referralId: string;
  readonly userId: string;
  readonly grantedBy: string;
  readonly grantedAt: Date;
}

/** That access was limited or no longer is, and why. */
export interface AccessDecision {
  readonly id: string;
  readonly referralId: string;
  readonly isLimited: boolean;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** Someone who can be named: a practitioner of the team, or a manager or caseworker of an organisation on the contract. */
export interface Candidate {
  readonly userId: string;
  readonly name: string;
  readonly role: 'practitioner' | 'provider-manager' | 'caseworker';
  readonly organisationId: string;
}

/** Who shall see it, and why access is limited. */
export interface Limiting {
  readonly readerIds: readonly string[];
  readonly reason: string;
}

/** What limiting access must know. */
export interface AccessFacts {
  readonly by: string;
  readonly now: Date;
  readonly candidates: readonly Candidate[];
  readonly grants: readonly AccessGrant[];
  readonly newId: () => string;
}

/** Columns that say who works on a referral. */
type Working = Pick<Referral, 'practitionerId' | 'caseworkerId' | 'deliveringOrganisationId'>;

/** Those who always see it: who referred, who decides about access, and who works with the person. */
export function alwaysNamed({ practitionerId, caseworkerId }: Pick<Working, 'practitionerId' | 'caseworkerId'>, by: string): string[] {
  return [...new Set([practitionerId, by, ...(caseworkerId ? [caseworkerId] : [])])];
}

/** Throws RuleBroken unless everyone named can be, and a manager of who delivers is among them: nobody else could answer. Null: who delivers is not chosen yet. */
export function ensureReaders(readerIds: readonly string[], candidates: readonly Candidate[], deliveringOrganisationId: string | null): void {
  ensure(readerIds.every((id) => candidates.some(({ userId }) => userId === id)), 'reader-unknown', 'Choose people from the list', 'readerIds');
  const answers = deliveringOrganisationId === null || candidates.some(({ userId, role, organisationId }) => role === 'provider-manager' && organisationId === deliveringOrganisationId && readerIds.includes(userId));
  ensure(answers, 'reader-missing', 'Choose at least one manager at the provider who may see this referral, so that someone can answer it', 'readerIds');
}

/** Why access is limited where the practitioner gave no reason. */
const SAID_BY_CASE_DATA = 'Case data says that access to this person is limited.';

/** A referral being sent, with those who may see it where access is limited. Throws RuleBroken `reader-missing` when nobody at the provider could answer. */
export function withLimitedAccess(creation: Creation<Referral>, limiting: Limiting | undefined, facts: Omit<AccessFacts, 'grants'>): Creation<Referral> {
  const { row, children = [], events = [] } = creation;
  if (!row.restricted) return creation;
  const { readerIds = [], reason = '' } = limiting ?? {};
  ensureReaders(readerIds, facts.candidates, row.deliveringOrganisationId);
  const readers = [...new Set([...alwaysNamed(row, facts.by), ...readerIds])];
  const decision = decided(row.id, { isLimited: true, reason: reason.trim() === '' ? SAID_BY_CASE_DATA : reason }, facts);
  return { row, children: [...children, grantsTo(row.id, readers, facts), decision], events: [...events, { type: 'referrals.restricted', data: factsOf(row) } satisfies ReferralRestricted] };
}

/** Limits who can see a referral, or changes who can. The reason is asked when access was not limited before. */
export function limitAccess(referral: Referral, { readerIds, reason }: Limiting, facts: AccessFacts): Decision<Referral> {
  const fixed = alwaysNamed(referral, facts.by);
  const chosen = readerIds.filter((id) => !fixed.includes(id));
  ensureReaders([...chosen, ...fixed.filter((id) => facts.candidates.some(({ userId }) => userId === id))], facts.candidates, referral.deliveringOrganisationId);
  const readers = [...fixed, ...chosen];
  const added = readers.filter((id) => !facts.grants.some(({ userId }) => userId === id));
  const removed = facts.grants.filter(({ userId }) => !readers.includes(userId)).map(({ id }) => id);
  const grants: ChildChange = { ...grantsTo(referral.id, added, facts), remove: removed };
  if (referral.restricted) {
    const changed = added.length + removed.length > 0;
    const event: ReferralReadersChanged = { type: 'referrals.readers-changed', data: { ...factsOf(referral), added } };
    return changed ? { children: [grants], events: [event] } : {};
  }
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why access is limited', 'reason');
  const event: ReferralRestricted = { type: 'referrals.restricted', data: factsOf(referral) };
  return { changes: { restricted: true }, children: [grants, decided(referral.id, { isLimited: true, reason }, facts)], events: [event] };
}

/** Lets everyone who normally could see a referral again. Throws RuleBroken `not-limited` or `reason-missing`. */
export function liftLimit(referral: Referral, reason: string, facts: AccessFacts): Decision<Referral> {
  ensure(referral.restricted, 'not-limited', 'Access to this referral is not limited');
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why access is no longer limited', 'reason');
  const event: ReferralUnrestricted = { type: 'referrals.unrestricted', data: factsOf(referral) };
  const grants: ChildChange = { child: 'grants', remove: facts.grants.map(({ id }) => id) };
  return { changes: { restricted: false }, children: [grants, decided(referral.id, { isLimited: false, reason }, facts)], events: [event] };
}

/** Throws RuleBroken `not-named` when a referral whose access is limited would be given to someone who may not see it. */
export function ensureNamed({ restricted }: Pick<Referral, 'restricted'>, isNamed: boolean, field = 'caseworkerId'): void {
  ensure(!restricted || isNamed, 'not-named', 'Access to this referral is limited and they may not see it. Ask the practitioner to name them first.', field);
}

function grantsTo(referralId: string, userIds: readonly string[], { by, now, newId }: Pick<AccessFacts, 'by' | 'now' | 'newId'>): ChildChange {
  return { child: 'grants', insert: userIds.map((userId): AccessGrant => ({ id: newId(), referralId, userId, grantedBy: by, grantedAt: now })) };
}

function decided(referralId: string, what: { readonly isLimited: boolean; readonly reason: string }, { by, now, newId }: Pick<AccessFacts, 'by' | 'now' | 'newId'>): ChildChange {
  return { child: 'accessDecisions', insert: [{ id: newId(), referralId, ...what, decidedBy: by, decidedAt: now } satisfies AccessDecision] };
}
