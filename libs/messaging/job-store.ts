import { Queue, Worker, createPostgresBackend, type Job, type PostgresConnectionOptions, type RedisOptions } from 'bullmq';
import type { QueueName, ResolvedSettings } from './settings.js';

/** What a job carries: ids only, so that the job store never holds anything about a person. */
export type JobData = { readonly eventId: string; readonly handler: string } | { readonly schedule: string };

/** The part of a queue we use, the same on either backend. */
export type JobQueue = Pick<
  Queue<JobData, void, string>,
  'addBulk' | 'close' | 'getFailed' | 'getJobCounts' | 'getJobSchedulers' | 'removeJobScheduler' | 'upsertJobScheduler' | 'waitUntilReady'
> & { on(event: 'error', listener: (error: Error) => void): unknown };

/** The part of a worker we use, the same on either backend. */
export type JobWorker = Pick<Worker<JobData, void, string>, 'close' | 'disconnect' | 'pause' | 'waitUntilReady'> & {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job<JobData, void, string> | undefined, error: Error) => void): unknown;
};

const KEEP_COMPLETED = { age: 24 * 60 * 60, count: 1_000 };
const MAX_STALLS = 10;
const RETRY_FETCH_MS = 2_000;

/** Opens a queue on the backend the settings name; the caller closes it. */
export function openQueue(name: QueueName, settings: ResolvedSettings): JobQueue {
  const { redisUrl, prefix } = settings;
  if (redisUrl) return new Queue<JobData, void, string>(name, { connection: redis(redisUrl), prefix });
  return new Queue(name, { connection: postgres(settings, 2) }, createPostgresBackend) as unknown as JobQueue;
}

/** Opens a worker that starts at once; the caller closes it. A job whose worker died is taken up again when its lock has run out. */
export function openWorker(name: QueueName, settings: ResolvedSettings, work: (data: JobData) => Promise<void>): JobWorker {
  const { redisUrl, prefix, lockMs, stalledCheckMs } = settings;
  const concurrency = settings.concurrency[name];
  const options = {
    concurrency,
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    maxStalledCount: MAX_STALLS,
    removeOnComplete: KEEP_COMPLETED,
    runRetryDelay: RETRY_FETCH_MS,
  };
  const run = (job: Pick<Job<JobData>, 'data'>) => work(job.data);
  if (redisUrl) return new Worker<JobData, void, string>(name, run, { ...options, connection: redis(redisUrl), prefix });
  return new Worker(name, run, { ...options, connection: postgres(settings, concurrency + 1) }, createPostgresBackend) as unknown as JobWorker;
}

/** Workers wait on Redis for as long as it takes; our own calls are bounded where they are made. */
function redis(url: string): RedisOptions {
  return { url, maxRetriesPerRequest: null } as RedisOptions;
}

function postgres({ databaseUrl }: ResolvedSettings, max: number): PostgresConnectionOptions {
  return { connectionString: databaseUrl, max, connectionTimeoutMillis: 5_000, application_name: 'jobs', skipMigrations: true };
}
