import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Loaded by Jest outside its module system, so it imports nothing of ours: the cluster is started by the first test that asks for a database.
const PREFIX = 'crs-test-run-';

/** Makes the folder of this run (the cluster and Redis live in it), starts Redis where there is one, and has everything stopped however the run ends. */
export default async function globalSetup(): Promise<void> {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'run.pid'), String(process.pid));
  process.env['TEST_RUN_DIR'] = folder;
  const stop = () => stopRun(folder);
  process.once('exit', stop);
  process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
  (globalThis as { stopTestRun?: () => void }).stopTestRun = stop;
  const redis = (await reachable(process.env['TEST_REDIS_URL'])) ?? (await startedRedis(folder));
  if (redis) process.env['TEST_REDIS_URL'] = redis;
  else {
    delete process.env['TEST_REDIS_URL'];
    process.stderr.write('Redis not found: job tests run on the PostgreSQL backend only\n');
  }
}

/** Clears up after runs that were killed; those of another user of the machine are not ours to touch. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      if (statSync(folder).uid === process.getuid?.() && !isRunning(pidIn(join(folder, 'run.pid')))) stopRun(folder);
    } catch {
      // Its own run has just removed it.
    }
  }
}

/** A process of a run, known by what its command contains: its number alone may have been given to another program since. */
interface OfRun {
  readonly pid: number;
  readonly mark: string;
  readonly signal: NodeJS.Signals;
}

/** Ends the cluster and Redis of a run and removes its folder, without waiting for anything but their end. */
function stopRun(folder: string): void {
  const redis = linesIn(join(folder, 'redis.txt'));
  const processes: OfRun[] = [
    { pid: pidIn(join(folder, 'cluster', 'postgres', 'postmaster.pid')), mark: folder, signal: 'SIGQUIT' },
    { pid: Number(redis[0]), mark: redis[1] ?? folder, signal: 'SIGTERM' },
  ];
  const living = processes.filter(isThere);
  for (const { pid, signal } of living) process.kill(pid, signal);
  for (const each of living) for (let waited = 0; isThere(each) && waited < 5000; waited += 20) sleep(20);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function isThere({ pid, mark }: OfRun): boolean {
  if (!isRunning(pid)) return false;
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(mark);
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(mark);
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function pidIn(file: string): number {
  return Number(linesIn(file)[0]) || 0;
}

function linesIn(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

async function startedRedis(folder: string): Promise<string | null> {
  const port = String(await freePort());
  const settings = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn('redis-server', settings, { detached: true, stdio: 'ignore' });
  const started = await new Promise<boolean>((resolve) => child.once('spawn', () => resolve(true)).once('error', () => resolve(false)));
  if (!started || !child.pid) return null;
  // Redis shows itself as `redis-server ADDRESS:PORT`, whatever it was started with.
  writeFileSync(join(folder, 'redis.txt'), `${child.pid}\nredis-server 127.0.0.1:${port}`);
  child.unref();
  const url = `redis://127.0.0.1:${port}`;
  for (let waited = 0; waited < 5000; waited += 50) {
    if (await reachable(url)) return url;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}

/** The address back, if something listens there within a second. */
function reachable(url: string | undefined): Promise<string | null> {
  if (!url || !URL.canParse(url)) return Promise.resolve(null);
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || 6379, timeout: 1000 });
    const answer = (found: string | null) => () => {
      socket.destroy();
      resolve(found);
    };
    socket.once('connect', answer(url)).once('error', answer(null)).once('timeout', answer(null));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
