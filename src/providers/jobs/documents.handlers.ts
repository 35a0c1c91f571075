import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import { DocumentScans } from '../application/document-scans.js';
import type { DocumentUploaded } from '../providers.public.js';

/** Has each new document scanned. */
@Injectable()
export class DocumentHandlers {
  constructor(private readonly scans: DocumentScans) {}

  @Handles('providers.document-uploaded', { outside: true })
  scan({ data }: EventEnvelope<DocumentUploaded['data']>): Promise<void> {
    return this.scans.scan(data.documentId);
  }
}
