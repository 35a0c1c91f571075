import { Injectable } from '@nestjs/common';
import { DocumentFiles } from '#libs/documents';
import { Clock, systemActor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { recordScan } from '../domain/document.js';
import { DocumentEntity } from '../persistence/document.entity.js';
import { DocumentQueries } from './documents.queries.js';

const SCAN_AGAIN_AFTER_MS = 10 * 60_000;
const AT_ONCE = 100;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** What the service does with documents by itself: has them scanned, and clears the store of files no document has. */
@Injectable()
export class DocumentScans {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: DocumentQueries,
    private readonly files: DocumentFiles,
    private readonly clock: Clock,
  ) {}

  /** Scans one document if it still waits. The scanner is asked outside any transaction; throws ScannerProblem when it gives no verdict. */
  async scan(id: string): Promise<void> {
    const storageKey = await this.queries.waitingContent(id);
    if (!storageKey) return;
    const { threat } = await this.files.scan(storageKey);
    await this.work.change({ actor: systemActor, action: 'document.scan', entity: DocumentEntity, id }, (row) => recordScan(row, { threat, now: this.clock.now() }));
  }

  /** Scans what has waited for ten minutes, because the scanner was down for longer than a job is tried again. Tries each, then throws if any failed. */
  async scanWaiting(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - SCAN_AGAIN_AFTER_MS);
    const failures: unknown[] = [];
    const waiting = await this.queries.waiting(before, AT_ONCE);
    for (const { id } of waiting) await this.scan(id).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${waiting.length} documents could not be scanned`);
    return waiting.length;
  }

  /** Deletes stored files that no document has a day after they were stored: uploads that went no further, and removals that did not finish. */
  async sweep(): Promise<number> {
    const before = this.clock.now().getTime() - FORGOTTEN_AFTER_MS;
    let removed = 0;
    let batch: string[] = [];
    const forgetBatch = async () => {
      const forgotten = await this.queries.withoutRow(batch);
      for (const key of forgotten) await this.files.forget(key);
      removed += forgotten.length;
      batch = [];
    };
    for await (const { key, storedAt } of this.files.all()) {
      if (storedAt.getTime() >= before) continue;
      batch.push(key);
      if (batch.length === AT_ONCE) await forgetBatch();
    }
    await forgetBatch();
    return removed;
  }
}
