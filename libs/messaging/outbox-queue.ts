import { Injectable } from '@nestjs/common';
import { Database, sql, type EventEnvelope } from '#libs/persistence';

const ENVELOPE = sql`id, type, occurred_at, actor_id, actor_name, data`;

/** The outbox as seen by those who empty it. */
@Injectable()
export class OutboxQueue {
  constructor(private readonly database: Database) {}

  /** Takes up to so many waiting events for this transaction, oldest first, leaving those another relay holds. */
  take(limit: number): Promise<{ id: string; type: string }[]> {
    return this.database.rows(
      sql`select id, type from platform.outbox where relayed_at is null order by occurred_at, id limit ${limit} for update skip locked`,
    );
  }

  /** Up to so many waiting events, oldest first, without holding them. */
  waiting(limit: number): Promise<EventEnvelope[]> {
    return this.database.rows(sql`select ${ENVELOPE} from platform.outbox where relayed_at is null order by occurred_at, id limit ${limit}`);
  }

  /** One event, relayed or not; null when it is no longer kept. */
  find(id: string): Promise<EventEnvelope | null> {
    return this.database.first(sql`select ${ENVELOPE} from platform.outbox where id = ${id}`);
  }

  async markRelayed(ids: readonly string[]): Promise<void> {
    await this.database.run(sql`update platform.outbox set relayed_at = now() where id = any(${ids}::uuid[])`);
  }

  /** Forgets up to so many events relayed before then, with their receipts: what nobody can deliver again needs none. Answers how many. */
  forget(before: Date, limit: number): Promise<number> {
    return this.database.run(sql`
      with old as (select id from platform.outbox where relayed_at < ${before} order by relayed_at limit ${limit}),
        done as (delete from platform.receipt where event_id in (select id from old))
      delete from platform.outbox where id in (select id from old)`);
  }

  /** How many events wait, and for how many seconds the first of them has. */
  async backlog(): Promise<{ waiting: number; oldestSeconds: number }> {
    const found = await this.database.first<{ waiting: number; oldestSeconds: number }>(
      sql`select count(*)::int as waiting, coalesce(extract(epoch from now() - min(created_at)), 0)::int as oldest_seconds
        from platform.outbox where relayed_at is null`,
    );
    return found ?? { waiting: 0, oldestSeconds: 0 };
  }
}
