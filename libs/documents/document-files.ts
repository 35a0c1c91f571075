import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { acceptFile, type AcceptedFile } from './accepted-file.js';
import { DocumentStorage, newStorageKey, type StoredFile } from './document-storage.js';
import type { ReceivedFile } from './received-file.js';
import { VirusScanner, type ScanResult } from './virus-scanner.js';

/** A file that was checked and stored. */
export type KeptFile = Omit<AcceptedFile, 'path'> & { readonly storageKey: string };

/** The content of documents: checked, stored, scanned, opened. Whose they are is others' business. */
@Injectable()
export class DocumentFiles {
  private readonly log = new Logger(DocumentFiles.name);

  constructor(
    private readonly storage: DocumentStorage,
    private readonly scanner: VirusScanner,
  ) {}

  /** Whether what is kept must wait for a scanner. */
  get isScanning(): boolean {
    return this.scanner.isOn;
  }

  /** Checks a received file and stores it under a fresh key; throws RuleBroken when it cannot be taken. Write its row afterwards. */
  async keep(received: ReceivedFile | null): Promise<KeptFile> {
    const { path, ...accepted } = await acceptFile(received);
    const storageKey = newStorageKey();
    await this.storage.put(storageKey, { path, sizeBytes: accepted.sizeBytes, sha256: accepted.sha256 });
    return { ...accepted, storageKey };
  }

  /** Throws StorageProblem when the store has lost it or does not answer. */
  open(storageKey: string): Promise<Readable> {
    return this.storage.open(storageKey);
  }

  /** Throws ScannerProblem when the scanner gives no verdict. */
  async scan(storageKey: string): Promise<ScanResult> {
    return this.scanner.scan(await this.storage.open(storageKey));
  }

  /** Removes content whose row is gone. Never throws: what stays is swept up later. */
  async forget(storageKey: string): Promise<void> {
    await this.storage.remove(storageKey).catch((error: unknown) => this.log.warn(`A stored file could not be removed: ${String(error)}`));
  }

  /** Every stored file, for the sweep. */
  all(): AsyncIterable<StoredFile> {
    return this.storage.all();
  }
}
