import type { Actor } from './actor.js';
import type { Scope } from './scope.js';

/** Action name (`noun.verb`) → the rows it reaches for an actor. One line per action. */
export type Policy<Action extends string = string> = Readonly<Record<Action, (actor: Actor) => Scope>>;
