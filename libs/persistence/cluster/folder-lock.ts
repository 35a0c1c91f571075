import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from './cluster-problem.js';
import { identityOf } from './processes.js';

/** Who uses the data folder: the process, what tells it from a later one of the same number, and whether it is the service. */
export interface Holder {
  readonly pid: number;
  readonly identity: string;
  readonly use: 'service' | 'command';
}

/** The mark in a data folder that one living process looks after its database; a mark left by a dead process counts for nothing. */
export class FolderLock {
  private readonly file: string;

  constructor(dataDir: string) {
    this.file = join(dataDir, 'running.json');
  }

  /** Takes the folder for this process; answers the living holder instead when there is one. */
  take(use: Holder['use']): Holder | null {
    const mine: Holder = { pid: process.pid, identity: identityOf(process.pid), use };
    const aside = `${this.file}.${process.pid}`;
    writeFileSync(aside, JSON.stringify(mine));
    try {
      for (;;) {
        if (this.place(aside)) return null;
        const holder = this.holder();
        if (holder) return holder;
        this.clearStale(`${aside}.stale`);
      }
    } finally {
      rmSync(aside, { force: true });
    }
  }

  /** The living process that holds the folder, if any. */
  holder(): Holder | null {
    const found = this.read(this.file);
    return found && found.identity !== '' && identityOf(found.pid) === found.identity ? found : null;
  }

  /** Gives the folder up, if this process holds it. */
  release(): void {
    if (this.read(this.file)?.pid === process.pid) rmSync(this.file, { force: true });
  }

  /** A link is made whole or not at all, so that of two processes starting at once only one succeeds. */
  private place(aside: string): boolean {
    try {
      linkSync(aside, this.file);
      return true;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return false;
      throw error;
    }
  }

  /** Moves a dead process's mark away; if another starter replaced it in between, its mark is put back. */
  private clearStale(elsewhere: string): void {
    try {
      renameSync(this.file, elsewhere);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return;
      throw error;
    }
    const moved = this.read(elsewhere);
    if (moved && identityOf(moved.pid) === moved.identity) this.place(elsewhere);
    rmSync(elsewhere, { force: true });
  }

  private read(file: string): Holder | null {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Holder;
    } catch {
      return null;
    }
  }
}
