import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { localSecrets, type LocalSecrets } from '#libs/config';
import { ClusterProblem, hasCode } from './cluster-problem.js';
import { FolderLock, type Holder } from './folder-lock.js';
import { databaseFolder, operatingUser, reachablePrograms } from './operating-user.js';
import { stopWithProcess } from './process-end.js';
import { signal } from './processes.js';
import { installedPrograms } from './programs.js';
import { addresses, connectionsOfOthers, holdConnection, makeRolesAndDatabase, type Addresses } from './roles.js';
import { initialise, recover, runningServer, start, stop, type Installation, type Server } from './server.js';

/** How to open the embedded PostgreSQL of a data folder. */
export interface ClusterOptions {
  /** DATA_DIR: the database in `postgres/`, its passwords in `secrets.json`, who runs it in `running.json`. */
  readonly dataDir: string;
  /** For a command: use the cluster that runs on the folder, or else start it until `stop()`. */
  readonly attach?: boolean;
  /** Told in one line what the person should know. */
  readonly report?: (line: string) => void;
}

/** A running embedded PostgreSQL with the database `crs`. */
export interface Cluster extends Addresses {
  readonly pid: number;
  /** Whether another process started it, and so goes on with it after `stop()`. */
  readonly attached: boolean;
  /** Stops what this process started, or leaves what it attached to; close the application's pool first. A second call waits for the first. */
  stop(): Promise<void>;
}

/** Opens the embedded PostgreSQL, made on first use. Throws ClusterProblem with one line for the person when it cannot, such as when already running. */
export async function openCluster({ dataDir, attach = false, report = () => undefined }: ClusterOptions): Promise<Cluster> {
  const folder = resolve(dataDir);
  const secrets = localSecrets(folder);
  const lock = new FolderLock(folder);
  const use = attach ? 'command' : 'service';
  const holder = take(lock, folder, use);
  if (holder && attach) return attachTo(folder, holder, secrets);
  if (holder) throw new ClusterProblem(inUse(holder));
  const keeper = new Keeper(lock, use);
  try {
    const installation = await prepare(folder, report);
    await recover(installation.folder);
    await initialise(installation, secrets.databaseAdministrator);
    const server = await start(installation, (pid) => (keeper.pid = pid));
    return await keeper.open(server, secrets);
  } catch (error) {
    await keeper.stop();
    throw error;
  }
}

/** Looks after the server this process started, until this process stops it or ends. */
class Keeper {
  pid: number | null = null;
  private administratorUrl: string | null = null;
  private stopping: Promise<void> | null = null;
  private readonly forget: () => void;

  constructor(
    private readonly lock: FolderLock,
    private readonly use: Holder['use'],
  ) {
    this.forget = stopWithProcess({
      stop: () => this.stop(),
      stopAtOnce: () => {
        if (this.pid) signal(this.pid, 'SIGINT');
        this.lock.release();
      },
      signalIsNormal: use === 'service',
    });
  }

  async open({ pid, port }: Server, secrets: LocalSecrets): Promise<Cluster> {
    const found = addresses(port, secrets);
    await makeRolesAndDatabase(found.administratorUrl, secrets, false);
    this.administratorUrl = found.administratorUrl;
    return { ...found, pid, attached: false, stop: () => this.stop() };
  }

  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  private async end(): Promise<void> {
    if (this.use === 'command' && this.administratorUrl) await this.others(this.administratorUrl);
    if (this.pid) await stop(this.pid);
    this.lock.release();
    this.forget();
  }

  /** A second command may have attached to the server of the first; it is left to finish. */
  private async others(administratorUrl: string): Promise<void> {
    try {
      while ((await connectionsOfOthers(administratorUrl)) > 0) await pause(100);
    } catch {
      // The server has gone by itself: nobody is left to wait for.
    }
  }
}

function take(lock: FolderLock, folder: string, use: Holder['use']): Holder | null {
  try {
    return lock.take(use);
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR')) throw new ClusterProblem(`Cannot write in ${folder}. Let this user write there, or use another DATA_DIR.`);
    throw error;
  }
}

function inUse({ pid, use }: Holder): string {
  return use === 'service'
    ? `The service is already running from this folder (process ${pid}). Stop it first, or use another DATA_DIR.`
    : `A command is using this folder (process ${pid}). Try again when it has finished, or use another DATA_DIR.`;
}

async function prepare(dataDir: string, report: (line: string) => void): Promise<Installation> {
  const user = operatingUser(join(dataDir, 'postgres'));
  const { folder, moved } = databaseFolder(dataDir, user);
  if (moved) report(`PostgreSQL does not run as root and its own user cannot reach ${dataDir}, so the database is kept in ${folder}.`);
  return { folder, user, programs: reachablePrograms(await installedPrograms(), user), throwaway: false };
}

/** Waits until the holder's server takes connections, for as long as the holder lives. */
async function attachTo(dataDir: string, holder: Holder, secrets: LocalSecrets): Promise<Cluster> {
  const lock = new FolderLock(dataDir);
  const { folder } = databaseFolder(dataDir, null);
  while (lock.holder()?.pid === holder.pid) {
    const server = runningServer(folder);
    const found = addresses(server?.port ?? 0, secrets);
    const release = server?.ready ? await holdConnection(found.appUrl).catch(() => null) : null;
    if (server && release) return { ...found, pid: server.pid, attached: true, stop: release };
    await pause(100);
  }
  throw new ClusterProblem('The service stopped while this command was starting. Try again.');
}
