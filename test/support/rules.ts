import { RuleBroken } from '#libs/kernel';

/** The code of the rule that work breaks, or null; any other error is thrown on. */
export function ruleOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof RuleBroken) return error.rule;
    throw error;
  }
}
