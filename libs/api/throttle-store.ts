import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';

/** A window of so many attempts in so many milliseconds; past it, the key waits as long again. */
export interface Window {
  readonly limit: number;
  readonly milliseconds: number;
}

interface Count {
  readonly blockedUntil: Date | null;
}

/** Counts attempts in `platform.throttle`, so that every web process sees the same count. Lost on a database crash, which is fine. */
@Injectable()
export class ThrottleStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Counts one more attempt; answers 0 when it may go on, or the whole seconds to wait. One statement, so that any number of processes count right. */
  async secondsToWait(key: string, { limit, milliseconds }: Window): Promise<number> {
    const now = this.clock.now();
    const later = new Date(now.getTime() + milliseconds);
    const count = await this.database.first<Count>(sql`
      insert into platform.throttle as t (key, hits, expires_at, blocked_until) values (${key}, 1, ${later}, null)
      on conflict (key) do update set (hits, expires_at, blocked_until) = (
        select
          case when blocked then t.hits when over then 1 else t.hits + 1 end,
          case when blocked or not over then t.expires_at else ${later}::timestamptz end,
          case when blocked then t.blocked_until when not over and t.hits + 1 > ${limit}::int then ${later}::timestamptz end
        from (select coalesce(t.blocked_until > ${now}::timestamptz, false) as blocked,
          t.expires_at <= ${now}::timestamptz or coalesce(t.blocked_until <= ${now}::timestamptz, false) as over) state)
      returning blocked_until`);
    const until = count?.blockedUntil;
    return until && until > now ? Math.ceil((until.getTime() - now.getTime()) / 1000) : 0;
  }

  /** Removes counts that no longer matter; answers how many. For a schedule. */
  prune(): Promise<number> {
    const now = this.clock.now();
    return this.database.run(sql`delete from platform.throttle where expires_at < ${now} and coalesce(blocked_until, ${now}) <= ${now}`);
  }
}
