import { canonical, dayOf, ensure, type Day } from '#libs/kernel';
import { accessOf } from './draft-access.js';
import type { ServiceChoice } from './best-eligible.js';
import { CHOICE, type DraftAnswers } from './draft-content.js';
import type { ReferralContent } from './referral-content.js';

/** What a practitioner is told whose draft is limited and left to the rule. */
export const BEST_NOT_LIMITED = 'Access to this person is limited. Have the service chosen first, then name who there may see the referral, then send it. Your answers are kept.';

/** The rule that chooses where a draft's person lives, as it stands now. */
export interface StandingRule {
  readonly id: string;
  readonly revision: number;
}

/** What a choice is held against when its draft is sent; no rule where practitioners choose themselves. */
interface StandingFacts {
  readonly content: ReferralContent;
  readonly rule: StandingRule | null;
  readonly today: Day;
}

/** The answers with the choice of the service, and what the choice went by. */
export function withChosen(answers: DraftAnswers, choice: ServiceChoice, { content, rule }: { readonly content: ReferralContent; readonly rule: StandingRule }): DraftAnswers {
  return { ...answers, [CHOICE]: { ...choice, chosenAt: choice.chosenAt.toISOString(), ruleRevision: rule.revision, wentBy: wentBy(content) } };
}

/** Why a draft's service was chosen for it; undefined where the practitioner chose it. */
export function choiceIn(answers: DraftAnswers): ServiceChoice | undefined {
  const kept = answers[CHOICE];
  if (!kept) return undefined;
  const { wentBy: _, ruleRevision: __, chosenAt, ...choice } = kept;
  return { ...(choice as unknown as Omit<ServiceChoice, 'chosenAt'>), chosenAt: new Date(String(chosenAt)) };
}

/** Throws RuleBroken `choice-outdated` when an answer the choice went by, or the rule, has changed since, or on another day: the counts it went by are of that day. */
export function ensureChoiceStands(answers: DraftAnswers, { content, rule, today }: StandingFacts): void {
  const kept = answers[CHOICE];
  if (!kept) return;
  ensure(rule, 'choice-outdated', 'The commissioner’s rule chose this service, and no rule chooses a service here any more. Choose a service yourself: your answers are kept.');
  const isSameRule = kept['ruleId'] === rule.id && kept['ruleRevision'] === rule.revision;
  ensure(isSameRule, 'choice-outdated', 'The commissioner has changed the rule that chose this service. Have the service chosen again.');
  ensure(kept['wentBy'] === wentBy(content), 'choice-outdated', 'You have changed an answer that the choice of this service went by. Have the service chosen again.');
  ensure(dayOf(new Date(String(kept['chosenAt']))) === today, 'choice-outdated', 'This service was chosen on an earlier day, and it may be another’s turn now. Have the service chosen again.');
}

/** Throws RuleBroken `not-to-best` for a draft to a service its practitioner chose, `not-limited` for one the rule chooses for as it is sent: a turn is not looked at before it is taken. */
export function ensureLeftToRule({ toBest, answers }: { readonly toBest: boolean; readonly answers: DraftAnswers }): void {
  ensure(toBest || answers[CHOICE], 'not-to-best', 'You chose the service of this draft yourself, so there is nothing for the rule to choose');
  ensure(accessOf(answers).isLimited, 'not-limited', 'The rule chooses the service of this draft as you send it. Send it when you are ready.');
}

function wentBy({ areaCode, gender, location, dateOfBirth, needs }: ReferralContent): string {
  return canonical({ areaCode, gender, location, dateOfBirth, category: needs[0]?.categoryCode ?? '' });
}
