import { ensure } from '#libs/kernel';
import { stillLimited } from './draft-access.js';
import { answersOf, type DraftAnswers } from './draft-content.js';
import { asWritten } from './redaction.js';
import type { ReferralContent } from './referral-content.js';
import type { Referral } from './referral.js';
import type { ReferredNeed } from '../referrals.public.js';

/** Fields that were true then and must be said again now: every date, and what depends on one. */
const SAID_ANEW: Readonly<Record<string, readonly string[]>> = {
  sentence: ['sentenceEndsOn', 'enforceableDays', 'expectedReleaseOn', 'releaseUnknownReason'],
  purpose: ['completeBy', 'completeByReason'],
};

/** What a copy begins with: whole answers, and pages that are filled in only in part and so are asked again. */
export interface Copied {
  readonly answers: DraftAnswers;
  readonly typed: DraftAnswers;
}

/** Categories the new service offers, and the colleagues who were named where access is limited. */
interface Copying {
  readonly offered: readonly string[];
  readonly named: readonly string[];
}

/** A referral that came to nothing, or has ended, as the beginning of another. Throws RuleBroken `still-live`. The CRN is asked again, so that the person is looked up anew. */
export function copyReferral(referral: Referral, needs: readonly ReferredNeed[], { offered, named }: Copying): Copied {
  ensure(['declined', 'withdrawn', 'ended'].includes(referral.status), 'still-live', 'This referral is still live. You can refer again once it is declined, withdrawn or ended.');
  const content: ReferralContent = { ...referral, ...asWritten(referral), needs: needs.filter((need) => offered.includes(need.categoryCode)) };
  const { crn, needs: chosen, ...pages } = answersOf(content);
  const whole = Object.entries(pages).filter(([page]) => !(page in SAID_ANEW));
  const partly = Object.entries(pages).filter(([page]) => page in SAID_ANEW);
  const typed = partly.map(([page, answer]) => [page, without(answer, SAID_ANEW[page] ?? [])]);
  const hasNeeds = content.needs.length > 0;
  const mark: DraftAnswers = referral.restricted ? { crn: { crn: referral.crn, lookup: 'typed' }, ...stillLimited(named) } : {};
  return {
    answers: { ...Object.fromEntries(whole), ...(chosen && hasNeeds ? { needs: chosen } : {}), ...mark, copied: { copiedCrn: referral.crn } },
    typed: { ...(crn ? { crn: { crn: crn['crn'] } } : {}), ...Object.fromEntries(typed) },
  };
}

/** A copy stays with its person: what was said of one is never sent about another. Throws RuleBroken `another-person`. */
export function ensureSamePerson(answers: DraftAnswers, crn: string): void {
  const copied = answers['copied']?.['copiedCrn'];
  ensure(copied === undefined || copied === crn, 'another-person', 'This draft was copied from a referral of another person. Enter their CRN, or start a new referral for this one.', 'crn');
}

function without(answer: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answer).filter(([name, value]) => !names.includes(name) && value !== null));
}
