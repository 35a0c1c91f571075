import type { StoryDetail } from '../referrals.public.js';
import { countInWords, ruleInWords, type ServiceChoice } from './best-eligible.js';

/** Why a referral went to its service, where the commissioner's rule chose it: the rule, then what each service had got. */
export function choiceTold(choice: ServiceChoice | undefined): StoryDetail[] {
  if (!choice) return [];
  return [{ label: 'How the service was chosen', before: null, after: ruleInWords(choice.kind) }, ...choice.counts.map((each) => ({ label: each.provider, before: null, after: countInWords(each) }))];
}
