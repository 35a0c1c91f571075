import 'reflect-metadata';
import type { EventEnvelope } from '#libs/persistence';
import type { QueueName } from './settings.js';

/** When a schedule runs: a cron line in the service's time zone, or every so many milliseconds. */
export type Timing = { readonly cron: string } | { readonly every: number };

/** How a handler runs. `outside` is for effects beyond our database: no transaction, and at least once instead of exactly once. */
export interface HandlerOptions {
  readonly queue?: QueueName;
  readonly outside?: boolean;
}

/** What a decorator wrote on a method. */
export type Subscription =
  | { readonly kind: 'projection'; readonly type: string }
  | { readonly kind: 'handler'; readonly type: string; readonly queue: QueueName; readonly outside: boolean }
  | { readonly kind: 'schedule'; readonly name: string; readonly timing: Timing };

const KEY = Symbol('messaging:subscriptions');
const EVENT_TYPE = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/;

/** Runs the method inside the publishing transaction, in module order; its failure fails the command. Repeatable. No I/O. */
export function Projects(type: string) {
  return subscribe<(event: EventEnvelope<never>) => Promise<void> | void>({ kind: 'projection', type: eventType(type) });
}

/** Runs the method afterwards, as a job: once per event together with what it writes, in no promised order. Repeatable. */
export function Handles(type: string, { queue = 'events', outside = false }: HandlerOptions = {}) {
  return subscribe<(event: EventEnvelope<never>) => Promise<void> | void>({ kind: 'handler', type: eventType(type), queue, outside });
}

/** Runs the method on a timetable, in one worker at a time; a crash may run it twice, so it looks before it acts. The name is unique. */
export function Scheduled(name: string, timing: Timing) {
  return subscribe<() => Promise<unknown> | unknown>({ kind: 'schedule', name, timing });
}

/** The subscriptions written on a method, in the order they are read. */
export function subscriptionsOf(method: object): readonly Subscription[] {
  return (Reflect.getMetadata(KEY, method) as readonly Subscription[] | undefined) ?? [];
}

function subscribe<Shape>(subscription: Subscription) {
  return <Method extends Shape>(_target: object, _key: string | symbol, { value }: TypedPropertyDescriptor<Method>): void => {
    if (!value) throw new Error('Only a method can subscribe');
    Reflect.defineMetadata(KEY, [subscription, ...subscriptionsOf(value)], value);
  };
}

function eventType(type: string): string {
  if (!EVENT_TYPE.test(type)) throw new Error(`An event is named module.what-happened, not "${type}"`);
  return type;
}
