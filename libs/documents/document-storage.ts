import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

/** A stored file, as the sweep for forgotten ones sees it. */
export interface StoredFile {
  readonly key: string;
  readonly storedAt: Date;
}

/** What storing a file needs: the file on this machine, its size and its SHA-256 in hex. */
export interface FileToStore {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Where the content of documents is kept, outside the web root. Keys are random and say nothing of the content. */
export abstract class DocumentStorage {
  /** Keeps a file whole or not at all. */
  abstract put(key: string, file: FileToStore): Promise<void>;
  /** The content of a key; throws StorageProblem when there is none or the store does not answer. */
  abstract open(key: string): Promise<Readable>;
  /** Forgets a key; one that is not there is no fault. */
  abstract remove(key: string): Promise<void>;
  /** Every file there is, in no promised order. */
  abstract all(): AsyncIterable<StoredFile>;
}

/** The store does not answer, or has lost what it was given. Ours to mend, so people see the ordinary page for faults. */
export class StorageProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StorageProblem';
  }
}

const KEY = /^[0-9a-f]{64}$/;

/** A key nobody can guess: 32 random bytes in hex. */
export function newStorageKey(): string {
  return randomBytes(32).toString('hex');
}

/** Whether a name is one of our keys: a store may hold other things. */
export function isStorageKey(text: string): boolean {
  return KEY.test(text);
}

/** Throws unless the key is one of ours, so that no key is ever a path to something else. */
export function checkedKey(key: string): string {
  if (!isStorageKey(key)) throw new StorageProblem('A storage key has the wrong form');
  return key;
}
