import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { migrateJobs } from '#libs/messaging';
import { atDatabase, migrate, openThrowawayCluster } from '#libs/persistence';

/** The addresses of one test database: the application's role for the code under test, the owner's for setting up and looking behind it. */
export interface TestDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = ['catalogue', 'migrations', 'seeded'];
/** Tables whose rows migrations made and people change: put back as they were. */
const SEEDED = ['providers.vehicle'];

/** This Jest worker's database, made from the migrated template on first use and empty (but for the catalogue) at the start of each test file. */
export async function workerDatabase(): Promise<TestDatabase> {
  const template = await templateDatabase();
  const name = `crs_worker_${process.env['JEST_WORKER_ID'] ?? '1'}`;
  const made = await asClient(atDatabase(template.ownerUrl, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${name} template crs strategy file_copy`);
    return rowCount === 0;
  });
  const database = { appUrl: atDatabase(template.appUrl, name), ownerUrl: atDatabase(template.ownerUrl, name) };
  if (!made) await emptyDatabase(database);
  return database;
}

/** Deletes every row but the catalogue's and the migrations' own, and puts back those that migrations made elsewhere, as the owner and in one go; call it while nothing uses the database. */
export async function emptyDatabase(database?: TestDatabase): Promise<void> {
  const { ownerUrl } = database ?? (await workerDatabase());
  await asClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(EMPTIED, [KEPT]);
    const deletes = rows.map(({ name }) => `delete from ${name};`).join('');
    const seeds = SEEDED.map((name) => `insert into ${name} select * from ${seedOf(name)};`).join('');
    // As a replica PostgreSQL checks no foreign keys and runs no triggers, so the order of the tables does not matter.
    await client.query(`begin; set local session_replication_role = replica; ${deletes} ${seeds} commit`);
  });
}

const EMPTIED = `
  select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' and n.nspname <> all ($1)
     and (n.nspname, c.relname) <> ('bullmq', 'migration')`;

/** The run's cluster with the migrated database every worker copies; the first worker to ask makes it while the others wait. */
async function templateDatabase(): Promise<TestDatabase> {
  const run = process.env['TEST_RUN_DIR'];
  if (!run) throw new Error('No test run: start the tests through Jest, whose global set-up makes the folder of the run');
  const ready = join(run, 'cluster.json');
  const failed = join(run, 'cluster.failed');
  if (takes(join(run, 'cluster.lock'))) {
    try {
      writeFileSync(ready, JSON.stringify(await makeTemplate(join(run, 'cluster'))));
    } catch (error) {
      writeFileSync(failed, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }
  for (;;) {
    if (isThere(ready)) return JSON.parse(readFileSync(ready, 'utf8')) as TestDatabase;
    if (isThere(failed)) throw new Error(`The test database could not be made: ${readFileSync(failed, 'utf8')}`);
    await pause(50);
  }
}

async function makeTemplate(folder: string): Promise<TestDatabase> {
  rmSync(folder, { recursive: true, force: true });
  const { appUrl, ownerUrl } = await openThrowawayCluster(folder);
  await migrate(ownerUrl, await migrations());
  await migrateJobs(ownerUrl);
  await asClient(ownerUrl, (client) => client.query(`create schema seeded; ${SEEDED.map((name) => `create table ${seedOf(name)} as table ${name};`).join('')}`));
  return { appUrl, ownerUrl };
}

function seedOf(table: string): string {
  return `seeded.${table.replace('.', '_')}`;
}

/** Every migration class of the product, platform and modules; TypeORM runs them in the order of the time in their names. */
async function migrations(): Promise<(new () => object)[]> {
  const modules = (await readdir(join(ROOT, 'src'), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const folders = ['libs/persistence/migrations', ...modules.map(({ name }) => `src/${name}/persistence/migrations`)];
  const found = await Promise.all(folders.map(migrationsIn));
  return found.flat();
}

async function migrationsIn(folder: string): Promise<(new () => object)[]> {
  const names = (await readdir(join(ROOT, folder)).catch(() => [])).filter((name) => /^\d+.*(?<!\.d)\.ts$/.test(name));
  const loaded = await Promise.all(names.map((name) => import(pathToFileURL(join(ROOT, folder, name)).href) as Promise<Record<string, unknown>>));
  return loaded.flatMap((exported) => Object.values(exported).filter((value): value is new () => object => typeof value === 'function'));
}

function takes(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function isThere(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.size > 0;
}

async function asClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'crs tests' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
