import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonical, Clock, NotAllowed, NotFound, RuleBroken, StaleRecord, type Actor } from '#libs/kernel';
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

/** What work answers; `secret`: its body is never stored. */
interface Worked {
  readonly status: number;
  readonly body: unknown;
  readonly secret: boolean;
}

/** A request whose key is its own, since when. */
interface Claimed extends KeyedRequest {
  readonly at: Date;
}

interface KeyRow {
  readonly bodyHash: string;
  /** Null until the work is answered. */
  readonly status: number | null;
  readonly answer: string | null;
  readonly subject: Subject | null;
}

const DAY_MS = 86_400_000;
/** Work that has not answered by now never will: a hundred questions to another service, three seconds each, may. */
const ANSWERED_WITHIN_MS = 360_000;

/** First answers by (actor, route, key), kept 24 hours. Successes only; a secret is never stored. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Does the work once per key, in one transaction with the key's row; a repeat gets the first answer after authorising again, another body throws RuleBroken. */
  once(request: KeyedRequest, work: () => Promise<Worked>): Promise<Answer> {
    return this.database.transaction(async () => {
      const claimed = await this.claim(request);
      if (!claimed) return this.replay(request);
      const worked = await work();
      await this.keep(claimed, worked, this.database.subject);
      return { ...worked, replayed: false };
    });
  }

  /**
   * The same for work that opens transactions of its own: the key's row is stored before and the answer after. A repeat meanwhile throws
   * StaleRecord. What changed no record keeps no answer, and what broke off in between can be repeated: either is done again.
   */
  async beside(request: KeyedRequest, work: () => Promise<Worked>): Promise<Answer> {
    const claimed = (await this.claim(request)) ?? (await this.takeOver(request));
    if (!claimed) return this.replay(request);
    try {
      const { result, subject } = await this.database.watch(work);
      await (subject ? this.keep(claimed, result, subject) : this.release(claimed));
      return { ...result, replayed: false };
    } catch (error) {
      await this.release(claimed);
      throw error;
    }
  }

  /** Forgets every key older than 24 hours; answers how many. */
  prune(): Promise<number> {
    return this.database.run(sql`delete from platform.idempotency where created_at < ${new Date(this.clock.now().getTime() - DAY_MS)}`);
  }

  /** Inserts the key's row first, so that a second request with it waits for this one; null when it is there already. */
  private async claim(request: KeyedRequest): Promise<Claimed | null> {
    const now = this.clock.now();
    const { actor, route, key, body } = request;
    await this.database.run(sql`delete from platform.idempotency where actor_id = ${actor.id} and created_at < ${new Date(now.getTime() - DAY_MS)}`);
    const inserted = await this.database.run(sql`
      insert into platform.idempotency (actor_id, route, key, body_hash, created_at)
      values (${actor.id}, ${route}, ${key}, ${hashOf(body)}, ${now}) on conflict do nothing`);
    return inserted === 1 ? { ...request, at: now } : null;
  }

  /** The row of work that broke off becomes this request's; null when it did not. */
  private async takeOver(request: KeyedRequest): Promise<Claimed | null> {
    const now = this.clock.now();
    const brokenOff = new Date(now.getTime() - ANSWERED_WITHIN_MS);
    const taken = await this.database.run(sql`
      update platform.idempotency set created_at = ${now} ${this.row(request)} and status is null and body_hash = ${hashOf(request.body)} and created_at < ${brokenOff}`);
    return taken === 1 ? { ...request, at: now } : null;
  }

  private async release(claimed: Claimed): Promise<void> {
    await this.database.run(sql`delete from platform.idempotency ${this.row(claimed)} and created_at = ${claimed.at}`);
  }

  private async keep(claimed: Claimed, { status, body, secret }: Worked, subject: Subject | undefined): Promise<void> {
    const answer = secret || body === undefined ? null : JSON.stringify(body);
    const about = subject && (await this.reaches(claimed.actor, subject)) ? JSON.stringify(subject) : null;
    await this.database.run(sql`
      update platform.idempotency set status = ${status}, answer = ${answer}, subject = ${about}::jsonb ${this.row(claimed)} and created_at = ${claimed.at}`);
  }

  /** What somebody's own command put out of their reach is answered again without it: they were told already. */
  private async reaches(actor: Actor, subject: Subject): Promise<boolean> {
    try {
      await this.reader.authorise(actor, subject);
      return true;
    } catch (error) {
      if (error instanceof NotFound || error instanceof NotAllowed) return false;
      throw error;
    }
  }

  private async replay(request: KeyedRequest): Promise<Answer> {
    const first = await this.database.first<KeyRow>(sql`select body_hash, status, answer, subject from platform.idempotency ${this.row(request)}`);
    if (first && first.bodyHash !== hashOf(request.body)) {
      throw new RuleBroken('idempotency-key-reused', 'This Idempotency-Key was already used with a different request');
    }
    if (!first || first.status === null) throw new StaleRecord('The first request with this Idempotency-Key is still being answered. Try again in a moment.');
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
