import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, join, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import type { Document, KeptDocument } from '../domain/document.js';
import { DocumentEntity } from '../persistence/document.entity.js';

/** A document in a list. */
export type DocumentRow = Pick<Document, 'id' | 'providerId' | 'name' | 'kind' | 'sizeBytes' | 'state' | 'scannedAt' | 'uploadedAt' | 'shared' | 'sharedAt'> & {
  readonly providerName: string;
};

/** Where a list of documents continues: the last row shown. */
export interface DocumentPosition {
  readonly uploadedAt: string;
  readonly id: string;
}

const MOST_IN_A_LIBRARY = 1_000;
const columns = sql`d.id, d.provider_id, d.name, d.kind, d.size_bytes, d.state, d.scanned_at, d.uploaded_at, d.shared, d.shared_at, p.name as provider_name`;
const tables = sql`providers.document d join providers.provider p on p.id = d.provider_id`;

/** Reads of documents. */
@Injectable()
export class DocumentQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Documents the actor may read, of one organisation or of all, the latest first. */
  readable(actor: Actor, { providerId, after, limit }: { readonly providerId?: string | undefined; readonly after?: DocumentPosition | undefined; readonly limit: number }): Promise<DocumentRow[]> {
    const conditions: Sql[] = [whereScope(this.reader.scope(actor, DocumentEntity), 'd')];
    if (providerId) conditions.push(sql`d.provider_id = ${providerId}`);
    if (after) conditions.push(sql`(d.uploaded_at, d.id) < (${after.uploadedAt}::timestamptz, ${after.id}::uuid)`);
    return this.database.rows<DocumentRow>(sql`select ${columns} from ${tables} where ${join(conditions, ' and ')} order by d.uploaded_at desc, d.id desc limit ${limit}`);
  }

  /** Every document of an organisation, the latest first. */
  ofProvider(providerId: string): Promise<DocumentRow[]> {
    return this.database.rows<DocumentRow>(sql`
      select ${columns} from ${tables} where d.provider_id = ${providerId} order by d.uploaded_at desc, d.id desc limit ${MOST_IN_A_LIBRARY}`);
  }

  /** Documents by id, in the order given. */
  async named(ids: readonly string[]): Promise<DocumentRow[]> {
    if (ids.length === 0) return [];
    const found = await this.database.rows<DocumentRow>(sql`select ${columns} from ${tables} where d.id::text = any(${[...ids]}::text[])`);
    const byId = new Map(found.map((row) => [row.id, row]));
    return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
  }

  /** Makes uploads of one organisation wait for each other until the transaction ends; answers whether it is known. */
  async lockProvider(providerId: string): Promise<boolean> {
    const found = await this.database.first(sql`select 1 as one from providers.provider where id = ${providerId} for no key update`);
    return found !== null;
  }

  /** The organisation's document of the same name and content, or null. */
  async same(providerId: string, { name, sha256 }: KeptDocument): Promise<string | null> {
    const found = await this.database.first<{ id: string }>(sql`
      select id from providers.document where provider_id = ${providerId} and sha256 = ${sha256} and name = ${name} order by uploaded_at limit 1`);
    return found?.id ?? null;
  }

  /** Whether any answer of the document's organisation names it. */
  async isUsed({ id, providerId }: Pick<Document, 'id' | 'providerId'>): Promise<boolean> {
    const answer = JSON.stringify([id]);
    const found = await this.database.first(sql`
      select 1 as one from providers.application a join providers.application_answer g on g.application_id = a.id
      where a.provider_id = ${providerId} and g.value @> ${answer}::jsonb limit 1`);
    return found !== null;
  }

  /** Documents still waiting for the scanner that were uploaded before an instant, the oldest first. */
  waiting(before: Date, limit: number): Promise<{ id: string }[]> {
    return this.database.rows(sql`
      select id from providers.document where state = 'pending' and uploaded_at < ${before} order by uploaded_at, id limit ${limit}`);
  }

  /** Where the content of a document is that waits for the scanner; null when it waits no more. */
  async waitingContent(id: string): Promise<string | null> {
    const found = await this.database.first<{ storageKey: string }>(sql`select storage_key from providers.document where id = ${id} and state = 'pending'`);
    return found?.storageKey ?? null;
  }

  /** Those of the storage keys that no document has. */
  async withoutRow(storageKeys: readonly string[]): Promise<string[]> {
    const known = await this.database.rows<{ storageKey: string }>(sql`select storage_key from providers.document where storage_key = any(${[...storageKeys]}::text[])`);
    const kept = new Set(known.map(({ storageKey }) => storageKey));
    return storageKeys.filter((key) => !kept.has(key));
  }
}
