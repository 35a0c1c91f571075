import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { isRunning } from './processes.js';

// Real processes of the built product, as `npm test` leaves it: what is tested is how they end.
const BUILT = fileURLToPath(new URL('../../../dist/libs/persistence/cluster/index.js', import.meta.url));
const PROGRAM = `
  const { openCluster } = await import(${JSON.stringify(BUILT)});
  try {
    const cluster = await openCluster({ dataDir: process.argv[1], attach: process.argv[2] === 'command' });
    console.log(JSON.stringify(cluster));
    process.stdin.resume().once('end', () => cluster.stop());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }`;

interface Opened {
  readonly process: ChildProcess;
  readonly cluster: { pid: number; appUrl: string; ownerUrl: string; attached: boolean };
}

let dataDir: string;
const started: ChildProcess[] = [];
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crs-cluster-'));
  chmodSync(dataDir, 0o711);
});
afterAll(async () => {
  for (const child of started) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
  rmSync(dataDir, { recursive: true, force: true });
});

function run(use: 'service' | 'command'): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, dataDir, use], { stdio: ['pipe', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

async function open(use: 'service' | 'command'): Promise<Opened> {
  const child = run(use);
  if (!child.stdout) throw new Error('no output');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { process: child, cluster: JSON.parse(line) as Opened['cluster'] };
}

async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function ask(url: string, question: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(question)).rows;
  } finally {
    await client.end();
  }
}

it('the first start makes a durable database that only this machine reaches, with a role for migrations and one for the application', async () => {
  const service = await open('service');
  expect(await ask(service.cluster.appUrl, `select current_user as role, current_database() as database`)).toEqual([{ role: 'crs_app', database: 'crs' }]);
  expect(await ask(service.cluster.ownerUrl, `select rolsuper, rolcreatedb from pg_roles where rolname = current_user`)).toEqual([{ rolsuper: false, rolcreatedb: true }]);
  expect(await ask(service.cluster.ownerUrl, `select current_setting('listen_addresses') as at, current_setting('fsync') as fsync`)).toEqual([{ at: '127.0.0.1', fsync: 'on' }]);
  await expect(ask(service.cluster.appUrl, 'create table public.mine (id int)')).rejects.toThrow('permission denied');
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  await ask(service.cluster.ownerUrl, `create table public.kept as select 'still here' as word`);

  service.process.kill('SIGTERM');
  expect(await endOf(service.process)).toBe(0);
  expect(isRunning(service.cluster.pid)).toBe(false);
  expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
});

it('a second start on the folder is refused in one line, while a command uses what runs and leaves it running', async () => {
  const service = await open('service');
  const second = run('service');
  let said = '';
  second.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  expect(await endOf(second)).toBe(1);
  expect(said.trim()).toBe(`The service is already running from this folder (process ${service.process.pid}). Stop it first, or use another DATA_DIR.`);

  const command = await open('command');
  expect(command.cluster).toMatchObject({ attached: true, pid: service.cluster.pid });
  expect(await ask(command.cluster.ownerUrl, 'select word from public.kept')).toEqual([{ word: 'still here' }]);
  command.process.stdin?.end();
  expect(await endOf(command.process)).toBe(0);
  expect(isRunning(service.cluster.pid)).toBe(true);
  service.process.kill('SIGINT');
  expect(await endOf(service.process)).toBe(0);
});

it('after the service was killed, the next start stops the database it left running and goes on with the data', async () => {
  const killed = await open('service');
  killed.process.kill('SIGKILL');
  await endOf(killed.process);
  expect(isRunning(killed.cluster.pid)).toBe(true);
  expect((JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { pid: number }).pid).toBe(killed.process.pid);

  const next = await open('service');
  expect(isRunning(killed.cluster.pid)).toBe(false);
  expect(await ask(next.cluster.ownerUrl, 'select word from public.kept')).toEqual([{ word: 'still here' }]);
  next.process.kill('SIGTERM');
  expect(await endOf(next.process)).toBe(0);
});

it('a command without a running service starts the database, and stops it only when a second command has finished too', async () => {
  const first = await open('command');
  const second = await open('command');
  expect(second.cluster).toMatchObject({ attached: true, pid: first.cluster.pid });
  first.process.stdin?.end();
  expect(await ask(second.cluster.ownerUrl, 'select word from public.kept')).toEqual([{ word: 'still here' }]);
  second.process.stdin?.end();
  expect(await endOf(second.process)).toBe(0);
  expect(await endOf(first.process)).toBe(0);
  expect(isRunning(first.cluster.pid)).toBe(false);
});
