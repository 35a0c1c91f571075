import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DocumentFiles, FILE_FIELD, type KeptFile, type ReceivedFile } from '#libs/documents';
import { Clock, ensure, newId, NotAllowed, type Actor } from '#libs/kernel';
import { Database, Reader, UnitOfWork } from '#libs/persistence';
import { ensureMayOpen, ensureMayUse, removeDocument, shareDocument, uploadDocument } from '../domain/document.js';
import { DocumentEntity } from '../persistence/document.entity.js';
import { DocumentQueries, type DocumentRow } from './documents.queries.js';

/** A document with its content, to be sent once. */
export interface OpenedDocument {
  readonly document: DocumentEntity;
  readonly content: Readable;
}

/** The documents of organisations: given once, used in any answer, opened only through policy. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: DocumentQueries,
    private readonly files: DocumentFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks and keeps a file for an organisation. A missing file, one too large, or one whose content is not of a kind accepted throws
   * RuleBroken at the field `file`. The same content under the same name a second time answers the first document. Call it outside a
   * transaction: the content goes to the store before the row is written.
   */
  async upload(actor: Actor, { providerId, file }: { readonly providerId: string; readonly file: ReceivedFile | null }): Promise<DocumentEntity> {
    this.ensureMayUpload(actor, providerId);
    const kept = await this.files.keep(file);
    const document = await this.enter(actor, providerId, kept).catch(async (error: unknown) => {
      await this.files.forget(kept.storageKey);
      throw error;
    });
    if (document.storageKey !== kept.storageKey) await this.files.forget(kept.storageKey);
    return document;
  }

  /** What a question page does with `@UploadedDocument()`: null when no file was chosen, else as `upload`. */
  async fromUpload(actor: Actor, providerId: string, file: ReceivedFile | null): Promise<DocumentEntity | null> {
    return file ? this.upload(actor, { providerId, file }) : null;
  }

  /** One document without its content: NotFound for another organisation's. */
  document(actor: Actor, id: string): Promise<DocumentEntity> {
    return this.reader.one(actor, DocumentEntity, id);
  }

  /** A document and its content. RuleBroken while it waits for the scanner (`document-pending`) and when it failed (`document-quarantined`). */
  async open(actor: Actor, id: string): Promise<OpenedDocument> {
    const document = await this.document(actor, id);
    ensureMayOpen(document);
    return { document, content: await this.files.open(document.storageKey) };
  }

  /** Every document of an organisation, the newest first; whoever calls has checked that the actor is of it. */
  list(providerId: string): Promise<DocumentRow[]> {
    return this.queries.ofProvider(providerId);
  }

  /** Names and states of documents by id, in the order given; ids of removed ones are left out. Whoever calls may read the answer that names them. */
  named(ids: readonly string[]): Promise<DocumentRow[]> {
    return this.queries.named(ids);
  }

  /** Throws RuleBroken `document-unknown` at `field` unless every id is a document of the organisation that may be used in an answer. */
  async ensureUsable(providerId: string, ids: readonly string[], field?: string): Promise<void> {
    const found = (await this.queries.named(ids)).filter((document) => document.providerId === providerId);
    ensure(found.length === new Set(ids).size, 'document-unknown', 'Select documents from the list', field);
    for (const document of found) ensureMayUse(document, field);
  }

  /** Lets those who commission read the documents: when an application is submitted, or a query answered; joins the transaction. All must be clean. */
  async share(actor: Actor, ids: readonly string[]): Promise<void> {
    await this.database.transaction(async () => {
      for (const id of [...new Set(ids)].sort()) {
        await this.work.change({ actor, action: 'document.share', entity: DocumentEntity, id }, (document) => shareDocument(document, this.clock.now()));
      }
    });
  }

  /** Removes a document that was never shared and that no answer names. */
  async remove(actor: Actor, id: string): Promise<void> {
    const { storageKey } = await this.document(actor, id);
    await this.work.remove({ actor, action: 'document.remove', entity: DocumentEntity, id }, async (document) =>
      removeDocument(document, { isUsed: await this.queries.isUsed(document) }));
    await this.files.forget(storageKey);
  }

  /** Before anything is stored; the unit of work asks again. */
  private ensureMayUpload(actor: Actor, providerId: string): void {
    if (!this.reader.may(actor, DocumentEntity, 'document.upload', { providerId } as DocumentEntity)) throw new NotAllowed('document.upload');
  }

  private enter(actor: Actor, providerId: string, kept: KeptFile): Promise<DocumentEntity> {
    const facts = { id: newId(), providerId, by: actor.id, now: this.clock.now(), isScanned: this.files.isScanning };
    return this.database.transaction(async () => {
      ensure(await this.queries.lockProvider(providerId), 'organisation-not-registered', 'Register the organisation before you upload its documents', FILE_FIELD);
      const earlier = await this.queries.same(providerId, kept);
      if (!earlier) return this.work.create({ actor, action: 'document.upload', entity: DocumentEntity }, () => uploadDocument(kept, facts));
      const document = await this.reader.one(actor, DocumentEntity, earlier, 'document.upload');
      ensureMayUse(document, FILE_FIELD);
      return document;
    });
  }
}
