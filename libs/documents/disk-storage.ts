import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { checkedKey, DocumentStorage, isStorageKey, StorageProblem, type FileToStore, type StoredFile } from './document-storage.js';

const UNFINISHED = '.part';

/** Documents in a folder of this machine: written beside, flushed to the disk, then renamed, so that a crash leaves no half of one. */
export class DiskStorage extends DocumentStorage {
  constructor(private readonly folder: string) {
    super();
  }

  async put(key: string, { path }: FileToStore): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(path, target + UNFINISHED);
    await flush(target + UNFINISHED);
    await rename(target + UNFINISHED, target);
    await flush(dirname(target)); // the name itself
  }

  async open(key: string): Promise<Readable> {
    const stream = createReadStream(this.pathOf(key));
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => resolve());
      stream.once('error', (error) => reject(new StorageProblem('A document is missing from the store', error)));
    });
    return stream;
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
    await rm(this.pathOf(key) + UNFINISHED, { force: true });
  }

  /** Also names what a crash left half-written, under the key it was meant for. */
  async *all(): AsyncIterable<StoredFile> {
    for await (const shelf of entriesOf(this.folder)) {
      for await (const name of entriesOf(join(this.folder, shelf))) {
        const key = name.replace(UNFINISHED, '');
        if (!isStorageKey(key)) continue;
        const found = await stat(join(this.folder, shelf, name)).catch(() => null);
        if (found) yield { key, storedAt: found.mtime };
      }
    }
  }

  private pathOf(key: string): string {
    return join(this.folder, checkedKey(key).slice(0, 2), key);
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* entriesOf(folder: string): AsyncIterable<string> {
  const directory = await opendir(folder).catch(() => null);
  if (directory) for await (const { name } of directory) yield name;
}
