import { everyone, within, type Actor, type Policy, type Scope } from '#libs/kernel';

/** The rows an action reaches for an actor. The service itself reaches all; an action nobody declared is a bug and throws. */
export function scopeOf(policy: Policy, action: string, actor: Actor): Scope {
  const line = policy[action];
  if (!line) throw new Error(`No policy declares the action ${action}`);
  return actor.roles.some((held) => held.role === 'system') ? everyone : line(actor);
}

/** Whether an action reaches one row for an actor: the same scope that filters lists. */
export function mayReach(policy: Policy, action: string, actor: Actor, row: object): boolean {
  return within(scopeOf(policy, action, actor), row);
}
