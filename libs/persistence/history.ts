import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonical, Clock, type Actor } from '#libs/kernel';
import { Database } from './database.js';
import { sql } from './sql.js';

/** DI token for the secret that keys the history's hashes. */
export const HISTORY_KEY = Symbol('HISTORY_KEY');

/** One row of history as stored. `content` is null once erased; its digest stays, so the chain still holds. */
export interface HistoryRow {
  readonly stream: string;
  readonly streamId: string;
  readonly sequence: number;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly occurredAt: Date;
  readonly content: string | null;
  readonly salt: string;
  readonly digest: string;
  readonly hash: string;
}

/** What is to be written down about one change. */
export interface HistoryEntry {
  readonly stream: string;
  readonly streamId: string;
  readonly sequence: number;
  readonly action: string;
  readonly content: object;
}

/** Append-only record of every change, one hash chain per stream. The caller holds the root's lock, which orders the sequence. */
@Injectable()
export class History {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(HISTORY_KEY) private readonly key: string,
  ) {}

  /** Appends one row to its chain. */
  async append(entry: HistoryEntry, actor: Actor): Promise<void> {
    const previous = await this.hashBefore(entry);
    const salt = randomBytes(16).toString('hex');
    const content = canonical(entry.content);
    const facts = { ...entry, actorId: actor.id, actorName: actor.name, occurredAt: this.clock.now(), digest: digestOf(salt, content) };
    await this.database.run(sql`
      insert into platform.history (stream, stream_id, sequence, actor_id, actor_name, action, occurred_at, content, salt, digest, hash)
      values (${entry.stream}, ${entry.streamId}, ${entry.sequence}, ${actor.id}, ${actor.name}, ${entry.action}, ${facts.occurredAt},
              ${content}, ${salt}, ${facts.digest}, ${chainHash(this.key, previous, facts)})`);
  }

  /** The changes to one record, oldest first. */
  of(stream: string, streamId: string): Promise<HistoryRow[]> {
    return this.database.rows<HistoryRow>(sql`select * from platform.history where stream = ${stream} and stream_id = ${streamId} order by sequence`);
  }

  private async hashBefore(entry: HistoryEntry): Promise<string> {
    if (entry.sequence === 1) return '';
    const row = await this.database.first<{ hash: string }>(
      sql`select hash from platform.history where stream = ${entry.stream} and stream_id = ${entry.streamId} and sequence = ${entry.sequence - 1}`,
    );
    if (!row) throw new Error(`History of ${entry.stream} ${entry.streamId} has no row ${entry.sequence - 1}`);
    return row.hash;
  }
}

/** SHA-256 over salt and content, in hex. */
export function digestOf(salt: string, content: string): string {
  return createHash('sha256').update(salt).update(content).digest('hex');
}

/** HMAC-SHA-256 over the previous hash and everything that must not change, in hex. */
export function chainHash(key: string, previous: string, row: Omit<HistoryRow, 'content' | 'salt' | 'hash'>): string {
  const sealed = [previous, row.digest, row.stream, row.streamId, row.sequence, row.actorId, row.actorName, row.action, row.occurredAt.toISOString()];
  return createHmac('sha256', key).update(JSON.stringify(sealed)).digest('hex');
}
