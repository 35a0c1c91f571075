import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ClusterProblem } from './cluster-problem.js';

/** The operating system's user who runs PostgreSQL. */
export interface OperatingUser {
  readonly uid: number;
  readonly gid: number;
}

/** Whoever owns the data already; for root, which PostgreSQL refuses, the user `postgres`, made when missing; else null for the current user. */
export function operatingUser(database: string): OperatingUser | null {
  const current = process.getuid?.();
  const owner = existsSync(database) ? statSync(database) : null;
  if (current !== 0) {
    if (owner && current !== undefined && owner.uid !== current) {
      throw new ClusterProblem(`The database in ${database} belongs to another user of this machine. Start as that user, or use another DATA_DIR.`);
    }
    return null;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp('postgres') ?? madePostgres() ?? lookUp('nobody') ?? noUser();
}

/** Gives the folder to the user; it must exist. */
export function handOver(folder: string, user: OperatingUser | null): void {
  if (user) chownSync(folder, user.uid, user.gid);
}

/** Whether the user may pass through every folder above the path. */
export function canReach(path: string, user: OperatingUser | null): boolean {
  if (!user) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The folder for the database: DATA_DIR/postgres, or, when the user who runs PostgreSQL cannot reach that (a checkout in root's home), a folder of its own
 * to which DATA_DIR/postgres is then a link. `moved` says that this has just been decided.
 */
export function databaseFolder(dataDir: string, user: OperatingUser | null): { folder: string; moved: boolean } {
  const usual = join(realpathSync(dataDir), 'postgres');
  const link = lstatSync(usual, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) {
    mkdirSync(dirname(readlinkSync(usual)), { recursive: true });
    return { folder: readlinkSync(usual), moved: false };
  }
  if (link || canReach(usual, user)) return { folder: usual, moved: false };
  const folder = join(reachableFolder(usual), 'postgres');
  symlinkSync(folder, usual);
  return { folder, moved: true };
}

/** PostgreSQL's programs where the user can run them: as installed, or a copy when they lie in a folder closed to that user. */
export function reachablePrograms(installed: string, user: OperatingUser | null): string {
  if (canReach(join(installed, 'bin'), user)) return installed;
  const { size, mtimeMs } = statSync(join(installed, 'bin', 'postgres'));
  const copy = join(reachableFolder(`${installed} ${size} ${mtimeMs}`), basename(installed));
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  cpSync(installed, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** A folder of root's that others may pass through, named after the path it stands in for. */
function reachableFolder(forPath: string): string {
  const parent = existsSync('/var/lib') ? '/var/lib/crs-marketplace' : join(tmpdir(), 'crs-marketplace');
  const folder = join(parent, createHash('sha256').update(forPath).digest('hex').slice(0, 12));
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (lstatSync(parent).isSymbolicLink() || statSync(folder).uid !== 0) throw new ClusterProblem(`${folder} belongs to another user. Remove it and start again.`);
  chmodSync(parent, 0o755);
  chmodSync(folder, 0o755);
  return folder;
}

function lookUp(name: string): OperatingUser | null {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })));
    return uid && gid ? { uid, gid } : null;
  } catch {
    return null;
  }
}

function madePostgres(): OperatingUser | null {
  try {
    execFileSync('groupadd', ['--force', '--system', 'postgres'], { stdio: 'ignore' });
    execFileSync('useradd', ['--system', '--no-create-home', '--gid', 'postgres', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return lookUp('postgres');
}

function noUser(): never {
  throw new ClusterProblem('PostgreSQL does not run as root and no other user could be made. Start as an ordinary user, or set DATABASE_URL.');
}
