import { ensure, type Decision } from '#libs/kernel';
import type { AnswerConfirmationAsked, AnswersConfirmed, StandingConcern } from '../providers.public.js';
import type { Membership } from './membership.js';
import type { Standing } from './standing-answer.js';

/** Asks a member to say again what it said long ago. Asking twice is asking once: the task is replaced. Throws RuleBroken `nothing-stale`. */
export function askToConfirm({ id, providerId, vehicleCode }: Pick<Membership, 'id' | 'providerId' | 'vehicleCode'>, concerns: readonly StandingConcern[]): Decision<Membership> {
  const questionCodes = concerns.filter(({ concern }) => concern === 'stale').map(({ questionCode }) => questionCode);
  ensure(questionCodes.length > 0, 'nothing-stale', 'Nothing this provider said here is old. What it shared on Find a Tender is brought up to date by a new application.');
  return { events: [{ type: 'providers.confirmation-asked', data: { membershipId: id, providerId, vehicleCode, questionCodes } } satisfies AnswerConfirmationAsked] };
}

/** What is published once a member has said answers again: how many are still old. */
export function answersConfirmed({ id, providerId, vehicleCode }: Pick<Membership, 'id' | 'providerId' | 'vehicleCode'>, standings: readonly Standing[]): AnswersConfirmed {
  const stillStale = standings.filter((standing) => standing === 'stale').length;
  return { type: 'providers.answers-confirmed', data: { membershipId: id, providerId, vehicleCode, stillStale } };
}
