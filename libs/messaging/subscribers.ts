import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { EventEnvelope } from '#libs/persistence';
import type { QueueName } from './settings.js';
import { subscriptionsOf, type Subscription, type Timing } from './subscriptions.js';

/** A method that runs inside the publishing transaction. */
export interface Projection {
  readonly name: string;
  readonly type: string;
  run(event: EventEnvelope): Promise<void>;
}

/** A method that runs afterwards, as a job. Its name is stable: receipts and job ids are made of it. */
export interface Handler extends Projection {
  readonly queue: QueueName;
  readonly outside: boolean;
}

/** A method that runs on a timetable. */
export interface Schedule {
  readonly name: string;
  readonly timing: Timing;
  run(): Promise<void>;
}

interface Found {
  readonly projections: Map<string, Projection[]>;
  readonly handlers: Map<string, Handler[]>;
  readonly schedules: Map<string, Schedule>;
}

type Method = (this: object, ...args: readonly unknown[]) => unknown;

/** Everyone who listens, found at boot in all providers, in module order. Throws at boot when two would share a name. */
@Injectable()
export class Subscribers implements OnModuleInit {
  private found?: Found;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    this.found = this.discover();
  }

  projectionsOf(type: string): readonly Projection[] {
    return this.all.projections.get(type) ?? [];
  }

  handlersOf(type: string): readonly Handler[] {
    return this.all.handlers.get(type) ?? [];
  }

  get schedules(): ReadonlyMap<string, Schedule> {
    return this.all.schedules;
  }

  /** Every event type anyone listens to, for the check against the declared ones. */
  get types(): readonly string[] {
    return [...new Set([...this.all.projections.keys(), ...this.all.handlers.keys()])];
  }

  private get all(): Found {
    return (this.found ??= this.discover());
  }

  private discover(): Found {
    const found: Found = { projections: new Map(), handlers: new Map(), schedules: new Map() };
    // One instance may stand under several tokens; two instances of one class are a mistake, caught by their names.
    const instances = new Set(this.discovery.getProviders().map((wrapper) => wrapper.instance as unknown));
    for (const instance of instances) if (typeof instance === 'object' && instance !== null) this.readInstance(instance, found);
    return found;
  }

  private readInstance(instance: object, found: Found): void {
    const prototype = Object.getPrototypeOf(instance) as Record<string, Method> | null;
    if (!prototype || prototype === Object.prototype) return;
    for (const key of this.scanner.getAllMethodNames(prototype)) {
      const method = prototype[key];
      if (typeof method !== 'function') continue;
      const name = `${kebab(instance.constructor.name)}.${key}`;
      for (const subscription of subscriptionsOf(method)) add(found, subscription, { name, instance, method });
    }
  }
}

interface Source {
  readonly name: string;
  readonly instance: object;
  readonly method: Method;
}

function add(found: Found, subscription: Subscription, { name, instance, method }: Source): void {
  const run = async (...args: readonly unknown[]): Promise<void> => void (await method.apply(instance, [...args]));
  switch (subscription.kind) {
    case 'projection':
      return append(found.projections, { name, type: subscription.type, run });
    case 'handler':
      return append(found.handlers, { name, type: subscription.type, queue: subscription.queue, outside: subscription.outside, run });
    case 'schedule':
      if (found.schedules.has(subscription.name)) throw new Error(`Two schedules are called ${subscription.name}`);
      found.schedules.set(subscription.name, { name: subscription.name, timing: subscription.timing, run });
  }
}

function append<Kind extends Projection>(byType: Map<string, Kind[]>, subscriber: Kind): void {
  const others = byType.get(subscriber.type) ?? [];
  if (others.some((other) => other.name === subscriber.name)) throw new Error(`${subscriber.name} listens to ${subscriber.type} twice`);
  byType.set(subscriber.type, [...others, subscriber]);
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
