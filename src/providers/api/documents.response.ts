import type { DocumentRow } from '../application/documents.queries.js';
import type { Document } from '../domain/document.js';

/** A document without its content. Only a clean one can be opened; one that was never scanned is clean with `scannedAt` null. */
export class DocumentResponse {
  id!: string;
  providerId!: string;
  name!: string;
  kind!: string;
  sizeBytes!: number;
  state!: string;
  scannedAt!: Date | null;
  uploadedAt!: Date;
  sharedAt!: Date | null;
}

/** One page of documents, latest first. */
export class DocumentListResponse {
  items!: DocumentResponse[];
  next!: string | null;
}

/** A document as the API shows it. */
export function documentResponse({ id, providerId, name, kind, sizeBytes, state, scannedAt, uploadedAt, sharedAt }: Document | DocumentRow): DocumentResponse {
  return { id, providerId, name, kind, sizeBytes, state, scannedAt, uploadedAt, sharedAt };
}
