import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { addDays, type Day } from '#libs/kernel';
import { Database } from './database.js';
import { HISTORY_KEY } from './history.js';
import { sql } from './sql.js';

/** The last row of one chain at the end of a day. */
export interface Head {
  readonly stream: string;
  readonly streamId: string;
  readonly sequence: number;
  readonly hash: string;
}

/** Seals the day's last row of every chain, so that cutting a chain's tail off later shows. */
@Injectable()
export class HistorySeal {
  constructor(
    private readonly database: Database,
    @Inject(HISTORY_KEY) private readonly key: string,
  ) {}

  /** Seals every day that is over and not sealed yet, however long the service was down. Answers how many chains it sealed. */
  async sealUntil(today: Day): Promise<number> {
    const row = await this.database.first<{ next: Day | null }>(sql`
      select coalesce((select max(sealed_on) + 1 from platform.history_seal), (select (min(occurred_at) at time zone 'Europe/London')::date from platform.history)) as next`);
    let sealed = 0;
    for (let on = row?.next ?? today; on < today; on = addDays(on, 1)) sealed += await this.sealDay(on);
    return sealed;
  }

  /** Seals a day that is over; running it again adds nothing. Answers how many chains it sealed. */
  sealDay(on: Day): Promise<number> {
    return this.database.transaction(async () => {
      const heads = await this.database.rows<Head>(sql`
        select distinct on (stream, stream_id) stream, stream_id, sequence, hash from platform.history
        where occurred_at >= (${on}::date)::timestamp at time zone 'Europe/London' and occurred_at < (${addDays(on, 1)}::date)::timestamp at time zone 'Europe/London'
        order by stream, stream_id, sequence desc`);
      if (heads.length === 0) return 0;
      const sealed = JSON.stringify(heads.map((head) => ({ stream: head.stream, stream_id: head.streamId, sequence: head.sequence, hash: head.hash, seal: sealOf(this.key, on, head) })));
      return this.database.run(sql`
        insert into platform.history_seal (sealed_on, stream, stream_id, sequence, hash, seal)
        select ${on}::date, * from jsonb_to_recordset(${sealed}::jsonb) as head (stream text, stream_id uuid, sequence int, hash text, seal text) on conflict do nothing`);
    });
  }
}

/** HMAC-SHA-256 over a sealed head, in hex. */
export function sealOf(key: string, on: Day, head: Head): string {
  return createHmac('sha256', key).update(JSON.stringify([on, head.stream, head.streamId, head.sequence, head.hash])).digest('hex');
}
