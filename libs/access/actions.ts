import { everyone, holds, type Actor, type Policy, type Scope } from '#libs/kernel';

/** Every action of every module's policy, by name. */
export class Actions {
  private readonly lines = new Map<string, (actor: Actor) => Scope>();

  constructor(policies: readonly Policy[]) {
    for (const [action, line] of policies.flatMap((policy) => Object.entries(policy))) {
      if (this.lines.has(action)) throw new Error(`Two policies declare the action ${action}`);
      this.lines.set(action, line);
    }
  }

  /** Names of all actions, sorted. */
  get names(): string[] {
    return [...this.lines.keys()].sort();
  }

  /** Whether any policy declares the action. */
  has(action: string): boolean {
    return this.lines.has(action);
  }

  /** The rows an action reaches for an actor; throws on an action nobody declared, which is a bug. */
  scopeOf(actor: Actor, action: string): Scope {
    const line = this.lines.get(action);
    if (!line) throw new Error(`No policy declares the action ${action}`);
    return holds(actor, 'system') ? everyone : line(actor);
  }

  /** Whether an action reaches anything at all for an actor: what navigation asks before it shows a link. */
  reachesAnything(actor: Actor, action: string): boolean {
    return this.scopeOf(actor, action).anyOf.length > 0;
  }
}
