import { RuleBroken } from '#libs/kernel';
import type { EachResult } from '#libs/persistence';

/** What to say of one of several that did not go: the rule in its way, or that it was not done (`handed over`). Null for one that went. */
export function refusedWords(result: EachResult, done: string): string | null {
  if (result.ok) return null;
  return result.error instanceof RuleBroken ? result.error.message : `This one was not ${done}. Try again.`;
}
