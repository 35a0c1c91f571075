import { ensure, type Creation, type Decision } from '#libs/kernel';
import type { DocumentQuarantined, DocumentRemoved, DocumentUploaded } from '../providers.public.js';

/** Where the scan for viruses stands. Only a clean document can be opened. */
export const documentStates = ['pending', 'clean', 'quarantined'] as const;
export type DocumentState = (typeof documentStates)[number];

/** A document an organisation gave as evidence. Its content is kept elsewhere, under `storageKey`. */
export interface Document {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  /** What it is, from its content: pdf, docx, odt, png or jpeg. */
  readonly kind: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly state: DocumentState;
  /** What the scanner found in it, when quarantined. */
  readonly threat: string | null;
  /** When a scanner looked at it; null for a clean one means that there was no scanner. */
  readonly scannedAt: Date | null;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  /** Whether those who commission may read it: from the first time it is sent to them. */
  readonly shared: boolean;
  readonly sharedAt: Date | null;
}

/** What is known of a file once it is checked and kept. */
export interface KeptDocument {
  readonly name: string;
  readonly kind: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly storageKey: string;
}

interface UploadFacts {
  readonly id: string;
  readonly providerId: string;
  readonly by: string;
  readonly now: Date;
  /** Whether there is a scanner to wait for. */
  readonly isScanned: boolean;
}

/** A new document: it waits for the scanner, or is clean at once where there is none. */
export function uploadDocument(kept: KeptDocument, { id, providerId, by, now, isScanned }: UploadFacts): Creation<Document> {
  const row: Document = {
    ...{ id, providerId, name: kept.name, kind: kept.kind, sizeBytes: kept.sizeBytes, sha256: kept.sha256, storageKey: kept.storageKey },
    ...{ state: isScanned ? 'pending' : 'clean', threat: null, scannedAt: null, uploadedBy: by, uploadedAt: now, shared: false, sharedAt: null },
  };
  return { row, events: [{ type: 'providers.document-uploaded', data: { documentId: id, providerId } } satisfies DocumentUploaded] };
}

/** What a scanner said: null when it found nothing, else what it found. Only a waiting document changes. */
export function recordScan({ id, providerId, state }: Document, { threat, now }: { readonly threat: string | null; readonly now: Date }): Decision<Document> {
  if (state !== 'pending') return {};
  if (threat === null) return { changes: { state: 'clean', scannedAt: now } };
  return {
    changes: { state: 'quarantined', threat, scannedAt: now },
    events: [{ type: 'providers.document-quarantined', data: { documentId: id, providerId } } satisfies DocumentQuarantined],
  };
}

/** Sends a document to those who commission. Sharing again changes nothing; the first time counts. */
export function shareDocument({ name, state, shared }: Document, now: Date): Decision<Document> {
  ensure(state !== 'quarantined', 'document-quarantined', `“${name}” may contain a virus. Take it out of your answer and upload another.`);
  ensure(state !== 'pending', 'document-pending', `We are still checking “${name}” for viruses. Wait a minute, then try again.`);
  return shared ? {} : { changes: { shared: true, sharedAt: now } };
}

/** Throws RuleBroken at the field unless the document may be part of an answer: one still being checked may. */
export function ensureMayUse({ name, state }: Pick<Document, 'name' | 'state'>, field?: string): void {
  ensure(state !== 'quarantined', 'document-quarantined', `“${name}” may contain a virus. Choose another document.`, field);
}

/** Throws RuleBroken unless the content may leave the store. */
export function ensureMayOpen({ name, state }: Document): void {
  ensure(state !== 'pending', 'document-pending', `We are still checking “${name}” for viruses. Wait a minute, then try again.`);
  ensure(state !== 'quarantined', 'document-quarantined', `“${name}” may contain a virus, so nobody can open it. Remove it and upload another.`);
}

/** Removes a document nobody else has seen and no answer names. */
export function removeDocument({ id, providerId, name, shared }: Document, { isUsed }: { readonly isUsed: boolean }): Pick<Decision<Document>, 'events'> {
  ensure(!shared, 'document-shared', `“${name}” has been sent to the commissioners, so it stays as part of the record`);
  ensure(!isUsed, 'document-in-use', `“${name}” is part of an answer. Take it out of the answer first.`);
  return { events: [{ type: 'providers.document-removed', data: { documentId: id, providerId } } satisfies DocumentRemoved] };
}
