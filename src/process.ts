import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { ConfigurationError, loadEnvironment, type Environment } from '#libs/config';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#libs/kernel';
import { migrateJobs } from '#libs/messaging';
import { ClusterProblem, migrate, openCluster } from '#libs/persistence';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Compiled migrations of the platform and of every module; TypeORM runs them in the order of the times in their names. */
const MIGRATIONS = [join(here, '../libs/persistence/migrations/*.js'), join(here, '*/persistence/migrations/*.js')];

/** The settings of this process with a database that is there, and how to let go of it. */
export interface OpenSettings {
  readonly environment: Environment & { readonly databaseUrl: string };
  /** Where migrations run, as the owner. */
  readonly ownerUrl: string;
  readonly isEmbedded: boolean;
  /** Stops the embedded database if this process started it. Close the application first. */
  close(): Promise<void>;
}

/** Reads the settings and, without DATABASE_URL, opens the embedded PostgreSQL; `attach` uses the one a running service holds. */
export async function openSettings({ attach, report }: { readonly attach: boolean; readonly report?: (line: string) => void }): Promise<OpenSettings> {
  const environment = loadEnvironment();
  const { databaseUrl, databaseOwnerUrl } = environment;
  if (databaseUrl) {
    return { environment: environment.with({}) as OpenSettings['environment'], ownerUrl: databaseOwnerUrl ?? databaseUrl, isEmbedded: false, close: () => Promise.resolve() };
  }
  const cluster = await openCluster({ dataDir: environment.dataDir, attach, ...(report ? { report } : {}) });
  const opened = environment.with({ databaseUrl: cluster.appUrl, databaseOwnerUrl: cluster.ownerUrl }) as OpenSettings['environment'];
  return { environment: opened, ownerUrl: cluster.ownerUrl, isEmbedded: true, close: () => cluster.stop() };
}

/** Brings a database up to date as its owner: the product's tables, then the job queue's. Answers the names of the migrations that ran. */
export async function migrateAll(ownerUrl: string): Promise<string[]> {
  const ran = await migrate(ownerUrl, MIGRATIONS);
  await migrateJobs(ownerUrl);
  return ran;
}

/** A logger of the level asked for and those above it; the framework's own start-up lines are left to `debug`. */
export function loggerOf({ logLevel }: Environment): ConsoleLogger {
  const levels: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
  return new QuietStart({ logLevels: levels.slice(0, levels.indexOf(logLevel) + 1), timestamp: true }, logLevel === 'debug' || logLevel === 'verbose');
}

const FRAMEWORK = ['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication', 'TypeOrmModule'];

class QuietStart extends ConsoleLogger {
  constructor(
    options: { logLevels: LogLevel[]; timestamp: boolean },
    private readonly isLoud: boolean,
  ) {
    super(options);
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (this.isLoud || !FRAMEWORK.includes(String(rest.at(-1)))) super.log(message, ...(rest as [string]));
  }
}

/** What a person can mend: said in its own words, without a stack. */
const THEIRS = [ConfigurationError, ClusterProblem, RuleBroken, NotFound, NotAllowed];

/** Ends the process with one line for the person where the fault is theirs to mend, and with the whole error where it is ours. */
export function exitWith(error: unknown): never {
  process.stderr.write(`${readable(error)}\n`);
  process.exit(1);
}

function readable(error: unknown): string {
  if (error instanceof InvalidInput) return error.errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('\n');
  if (THEIRS.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code, port, path } = error as { code?: unknown; port?: unknown; path?: unknown };
  if (code === 'ENOENT') return `There is no file ${String(path)}.`;
  if (code === 'EADDRINUSE') return `Port ${String(port)} is already in use. Stop what uses it, or set PORT to another number.`;
  if (code === 'ECONNREFUSED') return 'The database does not answer. Check that it runs and that DATABASE_URL is right.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
