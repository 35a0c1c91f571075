import { Injectable } from '@nestjs/common';
import { Scheduled } from '#libs/messaging';
import { DocumentScans } from '../application/document-scans.js';

/** What happens to documents by the clock. */
@Injectable()
export class DocumentSchedules {
  constructor(private readonly scans: DocumentScans) {}

  @Scheduled('scan-waiting-documents', { every: 600_000 })
  scanWaiting(): Promise<number> {
    return this.scans.scanWaiting();
  }

  @Scheduled('sweep-stored-documents', { cron: '40 3 * * *' })
  sweep(): Promise<number> {
    return this.scans.sweep();
  }
}
