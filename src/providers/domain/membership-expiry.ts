import { daysBetween, formatDay, type Day, type Decision } from '#libs/kernel';
import type { EvidenceExpiring, ExpiringEvidence } from '../providers.public.js';
import { becomesActive, becomesSuspended, type Membership, type StatusFacts } from './membership.js';
import { expiredOn, type StandingAnswer } from './standing-answer.js';

/** Days before evidence runs out on which its member is warned, the first first (DOMAIN §4). */
export const warningDays = [60, 30, 7] as const;

/** What a day's look at one member must know. */
export interface ExpiryFacts extends StatusFacts {
  readonly today: Day;
  readonly answers: readonly StandingAnswer[];
  readonly label: (questionCode: string) => string;
}

/** Warns of evidence about to run out, once for each threshold and only for the nearest of several missed, and suspends an active member the day after something did. The same day again decides nothing. */
export function watchEvidence(member: Membership, facts: ExpiryFacts): Decision<Membership> {
  if (member.status === 'removed') return {};
  const due = facts.answers.flatMap((answer) => {
    const threshold = warningDue(answer, facts.today);
    return threshold === null ? [] : [{ answer, threshold }];
  });
  const expired = expiredOn(facts.answers, facts.today);
  const suspension = member.status === 'active' && expired.length > 0 ? suspendExpired(member, expired, facts) : {};
  if (due.length === 0) return suspension;
  const expiring = due.map(({ answer }) => expiringEvidence(answer, facts));
  const { id: membershipId, providerId, vehicleCode } = member;
  return {
    ...suspension,
    children: [{ child: 'answers', update: due.map(({ answer, threshold }) => ({ id: answer.id, set: { warnedDays: threshold } })) }],
    events: [...(suspension.events ?? []), { type: 'providers.evidence-expiring', data: { membershipId, providerId, vehicleCode, expiring } } satisfies EvidenceExpiring],
  };
}

/** The warning to give today about an answer: the nearest threshold reached and not yet warned of, or null. */
export function warningDue({ expiresOn, warnedDays }: Pick<StandingAnswer, 'expiresOn' | 'warnedDays'>, today: Day): number | null {
  if (expiresOn === null) return null;
  const left = daysBetween(today, expiresOn);
  const reached = left < 0 ? undefined : warningDays.findLast((days) => left <= days);
  return reached === undefined || (warnedDays !== null && warnedDays <= reached) ? null : reached;
}

/** Lifts the suspension the service made itself, once everything that ran out is in date again. Never one that a commissioner made. */
export function liftIfInDate(member: Membership, answers: readonly StandingAnswer[], { today, ...facts }: StatusFacts & { readonly today: Day }): Decision<Membership> {
  const isOurs = member.status === 'suspended' && member.statusReason === 'evidence-expired';
  if (!isOurs || expiredOn(answers, today).length > 0) return {};
  return becomesActive(member, { reason: 'evidence-in-date', words: 'All evidence is in date again.' }, facts);
}

function suspendExpired(member: Membership, expired: readonly StandingAnswer[], facts: ExpiryFacts): Decision<Membership> {
  const evidence = expired.map((answer) => expiringEvidence(answer, facts));
  const words = evidence.map(({ label, expiresOn }) => `${label}: ran out on ${formatDay(expiresOn)}`).join('\n');
  return becomesSuspended(member, { reason: 'evidence-expired', words }, { ...facts, expired: evidence });
}

function expiringEvidence({ id, questionCode, expiresOn }: StandingAnswer, { today, label }: ExpiryFacts): ExpiringEvidence {
  const on = expiresOn ?? today;
  return { standingAnswerId: id, label: label(questionCode), expiresOn: on, daysLeft: daysBetween(today, on) };
}
