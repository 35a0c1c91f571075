import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonical, Clock, RuleBroken, type Actor } from '#libs/kernel';
import { Database, Reader, sql, type Subject } from '#libs/persistence';

/** One request that may be sent again: who, which path, which key, what body. */
export interface KeyedRequest {
  readonly actor: Actor;
  readonly route: string;
  readonly key: string;
  readonly body: unknown;
}

/** An answer as it was first given. `body` is undefined when it had none, or when it held a secret. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly replayed: boolean;
}

interface KeyRow {
  readonly bodyHash: string;
  readonly status: number;
  readonly answer: string | null;
  readonly subject: Subject | null;
}

const DAY_MS = 86_400_000;

/** First answers by (actor, route, key), kept 24 hours. Successes only; a secret is never stored. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Does the work once per key, in one transaction with the key's row; a repeat gets the first answer after authorising again, another body throws RuleBroken. */
  once(request: KeyedRequest, work: () => Promise<{ status: number; body: unknown; secret: boolean }>): Promise<Answer> {
    return this.database.transaction(async () => {
      if (!(await this.claim(request))) return this.replay(request);
      const { status, body, secret } = await work();
      const answer = secret || body === undefined ? null : JSON.stringify(body);
      const subject = this.database.subject ? JSON.stringify(this.database.subject) : null;
      await this.database.run(sql`update platform.idempotency set status = ${status}, answer = ${answer}, subject = ${subject}::jsonb ${this.row(request)}`);
      return { status, body, replayed: false };
    });
  }

  /** Forgets every key older than 24 hours; answers how many. */
  prune(): Promise<number> {
    return this.database.run(sql`delete from platform.idempotency where created_at < ${new Date(this.clock.now().getTime() - DAY_MS)}`);
  }

  /** Inserts the key's row first, so that a second request with it waits for this one. */
  private async claim(request: KeyedRequest): Promise<boolean> {
    const now = this.clock.now();
    const { actor, route, key, body } = request;
    await this.database.run(sql`delete from platform.idempotency where actor_id = ${actor.id} and created_at < ${new Date(now.getTime() - DAY_MS)}`);
    const inserted = await this.database.run(sql`
      insert into platform.idempotency (actor_id, route, key, body_hash, created_at)
      values (${actor.id}, ${route}, ${key}, ${hashOf(body)}, ${now}) on conflict do nothing`);
    return inserted === 1;
  }

  private async replay(request: KeyedRequest): Promise<Answer> {
    const first = await this.database.first<KeyRow>(sql`select body_hash, status, answer, subject from platform.idempotency ${this.row(request)}`);
    if (!first || first.bodyHash !== hashOf(request.body)) {
      throw new RuleBroken('idempotency-key-reused', 'This Idempotency-Key was already used with a different request');
    }
    if (first.subject) await this.reader.authorise(request.actor, first.subject);
    return { status: first.status, body: first.answer === null ? undefined : JSON.parse(first.answer), replayed: true };
  }

  private row({ actor, route, key }: KeyedRequest) {
    return sql`where actor_id = ${actor.id} and route = ${route} and key = ${key}`;
  }
}

function hashOf(body: unknown): string {
  return createHash('sha256').update(canonical(body ?? null)).digest('hex');
}
