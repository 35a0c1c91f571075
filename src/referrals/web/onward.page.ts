import type { Attempt } from '#libs/web';
import type { Alternative } from '../application/alternatives.js';
import { declineReasons, type DeclineReason, type Referral } from '../domain/referral.js';
import { transferReasons } from '../referrals.public.js';

/** What the page to choose another service is made of. */
interface Onward {
  readonly referral: Referral;
  readonly alternatives: readonly Alternative[];
  /** The service its provider suggested, with its name, whether or not it would still take the person. */
  readonly suggested: { readonly id: string; readonly title: string; readonly primeName: string } | null;
  /** The reference of the referral it has gone on as. */
  readonly next: string | null;
  /** The search for services with what the referral says. */
  readonly find: string;
  readonly attempt: Attempt;
}

/** Why a referral was declined, and one button for each service that would take the person now; the suggested one first. */
export function chooseAnotherPage({ referral, alternatives, suggested, next, find, attempt }: Onward): object {
  const stillTakes = alternatives.find((each) => each.id === suggested?.id);
  return {
    ...{ attempt, referral, next, find, back: `/referrals/${referral.id}`, action: `/referrals/${referral.id}/choose-another` },
    isWaiting: referral.status === 'sent',
    reason: referral.status === 'declined' ? declineReasons[referral.answerReason as DeclineReason] : null,
    suggested: suggested && { ...suggested, provider: suggested.primeName, wait: stillTakes ? waitOf(stillTakes) : null, stillTakes: stillTakes !== undefined },
    others: alternatives.filter((each) => each.id !== suggested?.id).map((each) => ({ ...each, wait: waitOf(each) })),
  };
}

/** What the page to transfer a waiting referral is made of. */
export function transferPage({ referral, alternatives, find, attempt }: Pick<Onward, 'referral' | 'alternatives' | 'find' | 'attempt'>): object {
  return { attempt, referral, find, back: `/referrals/${referral.id}`, isWaiting: referral.status === 'sent', services: serviceOptions(alternatives), reasons: optionsOf(transferReasons) };
}

/** Services as the items of a choice. */
export function serviceOptions(alternatives: readonly Alternative[]): { readonly value: string; readonly text: string; readonly hint: string }[] {
  return alternatives.map((each) => ({ value: each.id, text: `${each.title} (${each.provider})`, hint: waitOf(each) }));
}

/** A table of words as the items of a choice. */
export function optionsOf(words: Readonly<Record<string, string>>): { readonly value: string; readonly text: string }[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}

function waitOf({ expectedWaitDays }: Alternative): string {
  if (expectedWaitDays === null) return 'Expected wait not stated';
  if (expectedWaitDays === 0) return 'Can start now';
  return `Can start in about ${expectedWaitDays} ${expectedWaitDays === 1 ? 'day' : 'days'}`;
}
