import { ensure, type Creation, type Decision, type FieldError } from '#libs/kernel';
import type { ConsortiumAgreed, ConsortiumDeclined, ConsortiumInvited, ConsortiumLeft } from '../providers.public.js';

/** One organisation of a consortium: its share of the work in basis points (10,000 is all of it), and what it can deliver itself. New terms clear its answer. */
export interface ConsortiumMember {
  readonly id: string;
  readonly applicationId: string;
  readonly providerId: string;
  /** Whose application it is; the lead is a member with a share of its own. */
  readonly leadProviderId: string;
  readonly shareBasisPoints: number;
  readonly categoryCodes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly agreedAt: Date | null;
  readonly agreedBy: string | null;
  readonly declinedAt: Date | null;
  readonly declineReason: string | null;
}

/** A member with the name of its organisation. */
export interface NamedMember extends ConsortiumMember {
  readonly name: string;
}

/** What a member would do in a consortium. */
export type MemberTerms = Pick<ConsortiumMember, 'shareBasisPoints' | 'categoryCodes' | 'areaCodes'>;

/** The members of a consortium, and which areas lie inside others. */
export interface Consortium {
  readonly members: readonly NamedMember[];
  readonly isInside: (code: string, outer: string) => boolean;
}

/** The application of a consortium as far as its rules look at it. */
export interface LedApplication {
  readonly id: string;
  readonly providerId: string;
  readonly status: string;
  readonly isConsortium: boolean;
  readonly categoryCodes: readonly string[];
  readonly areaCodes: readonly string[];
}

/** What terms are held against: the application as it stands, and which areas lie inside others. */
export interface TermsFacts {
  readonly application: LedApplication;
  readonly isInside: (code: string, outer: string) => boolean;
  readonly actorId: string;
  readonly now: Date;
}

/** What the lead applies for now, and which areas lie inside others. */
export interface AskedFor extends Pick<LedApplication, 'categoryCodes' | 'areaCodes'> {
  readonly isInside: (code: string, outer: string) => boolean;
}

/** All of the work, in basis points. */
export const WHOLE = 10_000;

const unanswered = { agreedAt: null, agreedBy: null, declinedAt: null, declineReason: null } as const;

/** Adds an organisation on its terms. The lead's own part is agreed by stating it; anyone else must agree from its own account. */
export function addMember(terms: MemberTerms & { readonly id: string; readonly providerId: string }, facts: TermsFacts & { readonly isRegistered: boolean; readonly isMember: boolean }): Creation<ConsortiumMember> {
  const { application } = facts;
  ensureOpen(application);
  ensure(facts.isRegistered, 'organisation-unknown', 'Choose an organisation that is registered here', 'providerId');
  ensure(!facts.isMember, 'already-in-consortium', 'This organisation is in the consortium already', 'providerId');
  const row: ConsortiumMember = { ...checked(terms, facts), ...unanswered, id: terms.id, providerId: terms.providerId, applicationId: application.id, leadProviderId: application.providerId };
  return isLead(row) ? { row: { ...row, agreedAt: facts.now, agreedBy: facts.actorId } } : { row, events: [invited(row)] };
}

/** Changes what a member would do; it is asked again, unless nothing changed. */
export function changeTerms(member: ConsortiumMember, terms: MemberTerms, facts: TermsFacts): Decision<ConsortiumMember> {
  ensureOpen(facts.application);
  const after = checked(terms, facts);
  if (isSame(member, after) && !member.declinedAt) return {};
  if (isLead(member)) return { changes: { ...after, agreedAt: facts.now, agreedBy: facts.actorId } };
  return { changes: { ...after, ...unanswered }, events: [invited(member)] };
}

/** Takes a member out of a draft. */
export function removeMember(member: ConsortiumMember, { status }: Pick<LedApplication, 'status'>): Pick<Decision<ConsortiumMember>, 'events'> {
  ensureDraft({ status });
  if (isLead(member)) return {};
  return { events: [{ type: 'providers.consortium-left', data: { ...about(member), providerId: member.leadProviderId, invitedId: member.providerId } } satisfies ConsortiumLeft] };
}

/** A member agrees to the terms it read. */
export function agreeToTerms(member: ConsortiumMember, { application, actorId, now }: Pick<TermsFacts, 'application' | 'actorId' | 'now'>): Decision<ConsortiumMember> {
  ensureOpen(application);
  if (member.agreedAt) return {};
  const data = { ...about(member), providerId: member.providerId, leadProviderId: member.leadProviderId };
  return { changes: { agreedAt: now, agreedBy: actorId, declinedAt: null, declineReason: null }, events: [{ type: 'providers.consortium-agreed', data } satisfies ConsortiumAgreed] };
}

/** A member declines, with the reason the lead reads; also after it agreed, until the application is submitted. */
export function declineTerms(member: ConsortiumMember, reason: string, { application, now }: Pick<TermsFacts, 'application' | 'now'>): Decision<ConsortiumMember> {
  ensureOpen(application);
  ensure(!isLead(member), 'lead-stays', 'The lead cannot decline: it can apply alone or delete the application');
  ensure(reason.trim() !== '', 'reason-missing', 'Enter the reason', 'reason');
  if (member.declinedAt) return {};
  const data = { ...about(member), providerId: member.providerId, leadProviderId: member.leadProviderId };
  return { changes: { agreedAt: null, agreedBy: null, declinedAt: now, declineReason: reason }, events: [{ type: 'providers.consortium-declined', data } satisfies ConsortiumDeclined] };
}

/** The parts a consortium applies for: the union of what its members can each deliver; an area inside another one of the same category is asked for already. */
export function consortiumParts(members: readonly MemberTerms[], isInside: (code: string, outer: string) => boolean = () => false): { readonly categoryCode: string; readonly areaCode: string }[] {
  const categories = [...new Set(members.flatMap((member) => member.categoryCodes))];
  return categories.flatMap((categoryCode) => {
    const areas = [...new Set(members.filter((member) => member.categoryCodes.includes(categoryCode)).flatMap((member) => member.areaCodes))];
    return areas.filter((area) => !areas.some((other) => other !== area && isInside(area, other))).map((areaCode) => ({ categoryCode, areaCode }));
  });
}

/** Whether a member's part names what its application does not ask for any more: the lead chose less since. */
export function isOutside({ categoryCodes, areaCodes }: Pick<MemberTerms, 'categoryCodes' | 'areaCodes'>, { isInside, ...asked }: AskedFor): boolean {
  return !categoryCodes.every((code) => asked.categoryCodes.includes(code)) || !areaCodes.every((code) => asked.areaCodes.some((outer) => outer === code || isInside(code, outer)));
}

/** What stops a consortium from being submitted, one entry for each thing; the field is `consortium`. */
export function consortiumBlockers(members: readonly NamedMember[], asked: AskedFor): FieldError[] {
  const says = (isWrong: boolean, message: string): FieldError[] => (isWrong ? [{ field: 'consortium', message }] : []);
  const total = sharesOf(members);
  return [
    ...says(!members.some(isLead), 'Say what your own organisation does in the consortium'),
    ...says(members.every(isLead), 'Add at least one other organisation to the consortium, or apply alone'),
    ...says(members.length > 0 && total !== WHOLE, `The shares of the consortium add up to ${percent(total)}. They must add up to 100%`),
    ...members.flatMap(({ name, agreedAt, declinedAt }) => [
      ...says(declinedAt !== null, `${name} has declined: change its part, or remove it`),
      ...says(!agreedAt && !declinedAt, `${name} has not agreed yet`),
    ]),
    ...members.filter((member) => isOutside(member, asked)).flatMap(({ name }) => says(true, `The part of ${name} names categories or areas you no longer apply for: change its part`)),
  ];
}

/** All shares together, in basis points. */
export function sharesOf(members: readonly MemberTerms[]): number {
  return members.reduce((sum, member) => sum + member.shareBasisPoints, 0);
}

/** Whether a member is the one whose application it is. */
export function isLead({ providerId, leadProviderId }: Pick<ConsortiumMember, 'providerId' | 'leadProviderId'>): boolean {
  return providerId === leadProviderId;
}

/** A share as people write it: 33.33%. */
export function percent(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}

/** A share as people type it, `33.3` or `33.3%`, in basis points; null for anything else. */
export function basisPointsIn(text: string): number | null {
  const [, whole = '', part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim()) ?? [];
  return whole === '' ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

function checked({ shareBasisPoints, categoryCodes, areaCodes }: MemberTerms, { application, isInside }: TermsFacts): MemberTerms {
  const isShare = Number.isInteger(shareBasisPoints) && shareBasisPoints > 0 && shareBasisPoints <= WHOLE;
  ensure(isShare, 'share-format', 'The share must be more than 0% and at most 100%, with at most two decimals, like 25 or 33.33', 'share');
  ensure(categoryCodes.length > 0, 'category-missing', 'Select at least one category', 'categoryCodes');
  ensure(categoryCodes.every((code) => application.categoryCodes.includes(code)), 'category-unknown', 'Select categories the application asks for', 'categoryCodes');
  ensure(areaCodes.length > 0, 'area-missing', 'Select at least one area', 'areaCodes');
  const isAskedFor = (code: string) => application.areaCodes.some((outer) => outer === code || isInside(code, outer));
  ensure(areaCodes.every(isAskedFor), 'area-unknown', 'Select areas the application asks for', 'areaCodes');
  const areas = [...new Set(areaCodes)];
  return { shareBasisPoints, categoryCodes: [...new Set(categoryCodes)], areaCodes: areas.filter((area) => !areas.some((other) => other !== area && isInside(area, other))) };
}

function ensureOpen({ status, isConsortium }: LedApplication): void {
  ensureDraft({ status });
  ensure(isConsortium, 'not-a-consortium', 'This application is not made by a consortium');
}

function ensureDraft({ status }: Pick<LedApplication, 'status'>): void {
  ensure(status === 'draft', 'not-now', 'The application has been submitted, so its consortium can no longer be changed');
}

function isSame(before: MemberTerms, after: MemberTerms): boolean {
  const text = ({ shareBasisPoints, categoryCodes, areaCodes }: MemberTerms) => JSON.stringify([shareBasisPoints, [...categoryCodes].sort(), [...areaCodes].sort()]);
  return text(before) === text(after);
}

function about({ id, applicationId }: ConsortiumMember): { readonly memberId: string; readonly applicationId: string } {
  return { memberId: id, applicationId };
}

function invited(member: ConsortiumMember): ConsortiumInvited {
  return { type: 'providers.consortium-invited', data: { ...about(member), providerId: member.leadProviderId, invitedId: member.providerId } };
}
