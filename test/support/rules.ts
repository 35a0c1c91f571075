import { RuleBroken } from '#libs/kernel';

/** The refusal that work ends in, a broken rule unless another kind is named, or null when it is done; any other error is thrown on. */
export function refusalOf(work: () => unknown): RuleBroken | null;
export function refusalOf<T extends Error>(work: () => unknown, kind: new (...args: never[]) => T): T | null;
export function refusalOf(work: () => unknown, kind: new (...args: never[]) => Error = RuleBroken): Error | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof kind) return error;
    throw error;
  }
}

/** The code of the rule that work breaks, or null; any other error is thrown on. */
export function ruleOf(work: () => unknown): string | null {
  return refusalOf(work)?.rule ?? null;
}
