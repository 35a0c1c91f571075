import { canonical, ensure } from '#libs/kernel';
import type { ServiceChoice } from './best-eligible.js';
import { CHOICE, type DraftAnswers } from './draft-content.js';
import type { ReferralContent } from './referral-content.js';

/** What a practitioner is told whose draft is limited and left to the rule. */
export const BEST_NOT_LIMITED = 'Access to this person is limited. Have the service chosen first, then name who there may see the referral, then send it. Your answers are kept.';

/** The answers with the choice of the service, and what the choice went by. */
export function withChosen(answers: DraftAnswers, choice: ServiceChoice, content: ReferralContent): DraftAnswers {
  return { ...answers, [CHOICE]: { ...choice, chosenAt: choice.chosenAt.toISOString(), wentBy: wentBy(content) } };
}

/** Why a draft's service was chosen for it; undefined where the practitioner chose it. */
export function choiceIn(answers: DraftAnswers): ServiceChoice | undefined {
  const kept = answers[CHOICE];
  if (!kept) return undefined;
  const { wentBy: _, chosenAt, ...choice } = kept;
  return { ...(choice as unknown as Omit<ServiceChoice, 'chosenAt'>), chosenAt: new Date(String(chosenAt)) };
}

/** Throws RuleBroken `choice-outdated` when an answer the choice went by has changed since. */
export function ensureChoiceStands(answers: DraftAnswers, content: ReferralContent): void {
  const kept = answers[CHOICE];
  ensure(!kept || kept['wentBy'] === wentBy(content), 'choice-outdated', 'You have changed an answer that the choice of this service went by. Have the service chosen again.');
}

/** Throws RuleBroken `not-to-best` for a draft to a service its practitioner chose. */
export function ensureLeftToRule({ toBest, answers }: { readonly toBest: boolean; readonly answers: DraftAnswers }): void {
  ensure(toBest || answers[CHOICE], 'not-to-best', 'You chose the service of this draft yourself, so there is nothing for the rule to choose');
}

function wentBy({ areaCode, gender, location, dateOfBirth, needs }: ReferralContent): string {
  return canonical({ areaCode, gender, location, dateOfBirth, category: needs[0]?.categoryCode ?? '' });
}
