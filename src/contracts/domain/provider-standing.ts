import { ensure, formatDay } from '#libs/kernel';
import type { StandingConcern } from '../../providers/providers.public.js';

/** What is known, just before an award, of the answers a provider stands by. `shareCodeIsLatest` is null where there is no share code, or nobody could say. */
export interface ProviderStanding {
  readonly concerns: readonly StandingConcern[];
  readonly shareCodeIsLatest: boolean | null;
}

/** What an officer knew to be old, and why the award was made nevertheless. */
export interface KnownStale {
  readonly staleAnswers: readonly string[];
  readonly staleReason: string | null;
}

/** Answers that are too old to rely on, in words. */
export function staleInWords({ concerns, shareCodeIsLatest }: ProviderStanding): string[] {
  const old = concerns.filter(({ concern }) => concern === 'stale').map(({ label, saidOn }) => `${label} Said on ${formatDay(saidOn)}`);
  return shareCodeIsLatest === false ? [...old, 'What came from Find a Tender: the organisation has shared newer information since'] : old;
}

/** Evidence that has run out, in words. */
export function expiredInWords({ concerns }: ProviderStanding): string[] {
  return concerns.filter(({ concern }) => concern === 'expired').map(({ label, expiresOn }) => (expiresOn ? `${label} It ran out on ${formatDay(expiresOn)}` : label));
}

/** Nothing is awarded on evidence that has run out, and on old answers only for a reason. Throws RuleBroken `answers-expired` or `answers-stale`. */
export function ensureFresh(name: string, standing: ProviderStanding, reason: string | null | undefined): KnownStale {
  const expired = expiredInWords(standing);
  ensure(expired.length === 0, 'answers-expired', `${name} has evidence that has run out, so nothing can be awarded to it until it renews: ${expired.join('; ')}`, 'providerId');
  const staleAnswers = staleInWords(standing);
  if (staleAnswers.length === 0) return { staleAnswers, staleReason: null };
  const staleReason = reason?.trim() ?? '';
  ensure(staleReason !== '', 'answers-stale', `${name} said this long ago: ${staleAnswers.join('; ')}. Ask it to confirm, or enter why you go on without`, 'staleReason');
  return { staleAnswers, staleReason };
}
