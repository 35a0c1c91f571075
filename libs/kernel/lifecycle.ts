import { RuleBroken } from './errors.js';

/** A lifecycle: which states each action may start from, and where it leads. `from: null` begins a life. */
export interface Transition<State extends string> {
  readonly from: readonly State[] | null;
  readonly to: State;
}

/** A table of transitions for one kind of record. */
export interface Lifecycle<State extends string, Action extends string> {
  readonly states: readonly State[];
  readonly transitions: Readonly<Record<Action, Transition<State>>>;
}

/** Declares a lifecycle; throws at load when a state cannot be reached, so that a slip cannot ship. */
export function lifecycle<State extends string, Action extends string>(states: readonly State[], transitions: Readonly<Record<Action, Transition<State>>>): Lifecycle<State, Action> {
  const rows = Object.values<Transition<State>>(transitions);
  const unreachable = states.filter((state) => !rows.some((row) => row.to === state));
  if (unreachable.length > 0) throw new Error(`No transition leads to ${unreachable.join(', ')}`);
  return { states, transitions };
}

/** The state an action leads to from `current`; throws RuleBroken `not-now` in the words given when it may not start there. */
export function move<State extends string, Action extends string>(table: Lifecycle<State, Action>, action: Action, current: State, message: string): State {
  const { from, to } = table.transitions[action];
  if (!from?.includes(current)) throw new RuleBroken('not-now', message);
  return to;
}

/** Whether an action may start from a state: what pages ask before they show a button. */
export function canMove<State extends string, Action extends string>(table: Lifecycle<State, Action>, action: Action, current: State): boolean {
  return table.transitions[action].from?.includes(current) ?? false;
}
