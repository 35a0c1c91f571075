import { Injectable } from '@nestjs/common';
import { Clock, newId, type Actor, type DomainEvent } from '#libs/kernel';
import { Database } from './database.js';
import { Projections, type EventEnvelope } from './event.js';
import { join, sql } from './sql.js';

/** Publishes facts: first to the projections inside the transaction, then to the outbox for everything that may happen later. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly projections: Projections,
    private readonly clock: Clock,
  ) {}

  /** Publishes in order, as part of the current transaction; throws outside one. */
  async publish(events: readonly DomainEvent[], actor: Actor): Promise<void> {
    if (events.length === 0) return;
    if (!this.database.inTransaction) throw new Error('Events are published inside a unit of work');
    const envelopes = events.map((event) => this.envelope(event, actor));
    for (const envelope of envelopes) await this.projections.run(envelope);
    await this.store(envelopes);
  }

  private envelope(event: DomainEvent, actor: Actor): EventEnvelope {
    return { id: newId(), type: event.type, occurredAt: this.clock.now(), actorId: actor.id, actorName: actor.name, data: event.data };
  }

  private async store(envelopes: readonly EventEnvelope[]): Promise<void> {
    const rows = envelopes.map((each) => sql`(${each.id}, ${each.type}, ${each.occurredAt}, ${each.actorId}, ${each.actorName}, ${JSON.stringify(each.data)}::jsonb)`);
    await this.database.run(sql`insert into platform.outbox (id, type, occurred_at, actor_id, actor_name, data) values ${join(rows)}`);
    await this.database.rows(sql`select pg_notify('outbox', '')`);
  }
}
