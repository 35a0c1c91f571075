import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ClusterProblem } from './cluster-problem.js';
import { handOver, type OperatingUser } from './operating-user.js';
import { commandOf, hasGone, isRunning, signal } from './processes.js';

/** A PostgreSQL that runs on a folder. */
export interface Server {
  readonly pid: number;
  readonly port: number;
}

/** One database folder, the programs that work on it and the user they run as; `throwaway` gives up durability for speed. */
export interface Installation {
  readonly folder: string;
  readonly programs: string;
  readonly user: OperatingUser | null;
  readonly throwaway: boolean;
}

// Neither the caller's locale nor its PG* variables may change what the database does.
const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };
const THROWAWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0'];
const START_MS = 120_000;

/** Makes the folder's files unless they are there; made aside and renamed, so that an interruption leaves nothing half-made. */
export async function initialise({ folder, programs, user, throwaway }: Installation, password: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  const aside = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  handOver(passwordFile, user);
  const settings = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-instructions'];
  try {
    for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
      rmSync(aside, { recursive: true, force: true });
      mkdirSync(aside, { mode: 0o700 });
      handOver(aside, user);
      const locale = ['--locale=C', `--lc-ctype=${ctype}`, '--locale-provider=icu', '--icu-locale=en-GB'];
      const options = { ...user, cwd: aside, env: ENVIRONMENT };
      const failure = await promisify(execFile)(join(programs, 'bin', 'initdb'), ['-D', aside, ...settings, ...locale, ...(throwaway ? ['--no-sync'] : [])], options).then(
        () => null,
        (error: Error) => error.message,
      );
      if (failure === null) break;
      if (!failure.includes('invalid locale name') || ctype === 'C') throw new ClusterProblem(`PostgreSQL could not be set up: ${lastLine(failure)}`);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Starts PostgreSQL on a free port of 127.0.0.1, in a process group of its own so that Ctrl-C reaches the application first. `spawned` hears its pid early. */
export async function start(installation: Installation, spawned: (pid: number) => void = () => undefined): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const problem = await tryToStart(installation, await freePort(), spawned);
    if (typeof problem !== 'string') return problem;
    if (attempt === 3 || !problem.includes('could not create any TCP/IP sockets')) throw new ClusterProblem(`PostgreSQL did not start: ${problem} (${installation.folder}.log)`);
  }
}

/** The PostgreSQL that runs on the folder now; `ready` once it takes connections. Another program that was given its old number is not it. */
export function runningServer(folder: string): (Server & { ready: boolean }) | null {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!pid || !isRunning(pid) || !commandOf(pid).includes(folder)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Stops PostgreSQL: connections are cut and everything committed is on disk; a server that does not obey within 15 seconds is ended at once. */
export async function stop(pid: number, how: 'orderly' | 'at-once' = 'orderly'): Promise<void> {
  signal(pid, how === 'orderly' ? 'SIGINT' : 'SIGQUIT');
  if (await hasGone(pid, 15_000)) return;
  signal(pid, 'SIGQUIT');
  if (!(await hasGone(pid, 6_000))) throw new ClusterProblem(`PostgreSQL (process ${pid}) did not stop.`);
}

/** Readies a folder whose last owner died: stops a PostgreSQL left running, and removes a process number that now belongs to another program. */
export async function recover(folder: string): Promise<void> {
  const orphan = runningServer(folder);
  if (orphan) await stop(orphan.pid);
  rmSync(join(folder, 'postmaster.pid'), { force: true });
}

async function tryToStart(installation: Installation, port: number, spawned: (pid: number) => void): Promise<Server | string> {
  const { folder, programs, user, throwaway } = installation;
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=128MB', 'max_connections=200', 'timezone=UTC', 'log_timezone=UTC'];
  if (throwaway) settings.push(...THROWAWAY);
  const log = openSync(`${folder}.log`, 'w', 0o600);
  chmodSync(folder, 0o700);
  const child = spawn(join(programs, 'bin', 'postgres'), ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    cwd: folder,
    env: ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  if (child.pid) spawned(child.pid);
  return (await isReady(child, folder)) ?? lastLine(readFileSync(`${folder}.log`, 'utf8'));
}

async function isReady(child: ChildProcess, folder: string): Promise<Server | null> {
  let ended = false;
  child.once('error', () => (ended = true)).once('exit', () => (ended = true));
  for (let waited = 0; !ended && waited < START_MS; waited += 20) {
    const server = runningServer(folder);
    if (server?.ready && server.pid === child.pid) return { pid: server.pid, port: server.port };
    await pause(20);
  }
  if (!ended && child.pid) signal(child.pid, 'SIGQUIT');
  return null;
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

/** What a log says last that explains an end: its last fatal line, or simply its last. */
function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.findLast((line) => /FATAL|error:/.test(line)) ?? lines.at(-1) ?? 'it said nothing').trim();
}
