import { Injectable } from '@nestjs/common';
import { isId } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import type { Application } from '../domain/application.js';
import type { Document } from '../domain/document.js';
import { documentsIn } from '../domain/given-answer.js';
import { ProviderQueries } from './providers.queries.js';
import type { Sitting } from './sittings.js';

/** A document as the record of an application lists it. */
export type RecordedDocument = Pick<Document, 'id' | 'name' | 'sizeBytes' | 'sha256' | 'uploadedAt'>;

/** What is needed to write an application down whole: names, and the documents with their digests. */
@Injectable()
export class ApplicationRecords {
  constructor(
    private readonly database: Database,
    private readonly providers: ProviderQueries,
    private readonly identity: IdentityDirectory,
  ) {}

  /** The documents that the answers name, by name. */
  documents({ asked }: Pick<Sitting, 'asked'>): Promise<RecordedDocument[]> {
    const ids = documentsIn(asked);
    if (ids.length === 0) return Promise.resolve([]);
    return this.database.rows<RecordedDocument>(sql`
      select id, name, size_bytes, sha256, uploaded_at from providers.document where id = any(${ids}::uuid[]) order by name, id`);
  }

  async providerName({ providerId }: Pick<Application, 'providerId'>): Promise<string> {
    const [provider] = await this.providers.summaries([providerId]);
    return provider?.name ?? '';
  }

  /** The name of a user, or null for nobody we know. */
  async nameOf(actorId: string | null): Promise<string | null> {
    if (!actorId || !isId(actorId)) return null;
    const [user] = await this.identity.people([actorId]);
    return user?.name ?? null;
  }
}
