import type { QUEUE_NAMES } from './migrate-jobs.js';

/** One of the three queues: `events` for quick effects, `mail` for slow partners, `reports` for long work and schedules. */
export type QueueName = (typeof QUEUE_NAMES)[number];

/** What a process does with events: relays and runs them, only publishes them, or runs them itself when told to (tests, the demo world). */
export type MessagingRole = 'relay+worker' | 'publish-only' | 'in-process';

/** What messaging is told once. Times in milliseconds. Without `redisUrl` jobs live in PostgreSQL, reached as the application's role. */
export interface MessagingSettings {
  readonly role: MessagingRole;
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  /** Names the jobs of one installation where several share a Redis. */
  readonly prefix?: string;
  readonly concurrency?: Readonly<Partial<Record<QueueName, number>>>;
  readonly timeZone?: string;
  readonly attempts?: number;
  /** Wait before the second attempt; doubles every time, up to half of it taken off at random. */
  readonly backoffMs?: number;
  /** How long a job is left alone before it counts as abandoned by a worker that died. */
  readonly lockMs?: number;
  readonly stalledCheckMs?: number;
  readonly pollMs?: number;
  readonly relayBatch?: number;
  /** How long shutting down waits for running jobs. */
  readonly closeWithinMs?: number;
}

/** The settings with every default filled in; `redisUrl` stays absent on the PostgreSQL backend. */
export type ResolvedSettings = Required<Omit<MessagingSettings, 'redisUrl' | 'concurrency'>> & {
  readonly redisUrl?: string;
  readonly concurrency: Readonly<Record<QueueName, number>>;
};

/** Injection token of ResolvedSettings. */
export const MESSAGING_SETTINGS = Symbol('MessagingSettings');

/** Fills in the defaults: eight attempts over about ten minutes, abandoned jobs found within a minute. */
export function resolveSettings(settings: MessagingSettings): ResolvedSettings {
  return {
    prefix: 'jobs',
    timeZone: 'Europe/London',
    attempts: 8,
    backoffMs: 5_000,
    lockMs: 30_000,
    stalledCheckMs: 15_000,
    pollMs: 1_000,
    relayBatch: 100,
    closeWithinMs: 25_000,
    ...settings,
    concurrency: { events: 4, mail: 2, reports: 1, ...settings.concurrency },
  };
}
