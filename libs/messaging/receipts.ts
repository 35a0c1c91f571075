import { Injectable } from '@nestjs/common';
import { Database, sql } from '#libs/persistence';

/** Who has dealt with which event. */
@Injectable()
export class Receipts {
  constructor(private readonly database: Database) {}

  /** Runs the effect and writes its receipt in one transaction: whatever crashes or comes twice, it happens once. Answers whether it ran now. */
  once(handler: string, eventId: string, effect: () => Promise<void>): Promise<boolean> {
    return this.database.transaction(async () => {
      if (!(await this.claim(handler, eventId))) return false;
      await effect();
      return true;
    });
  }

  /** Runs an effect beyond our database, then writes the receipt: at least once, outside any transaction. Answers whether it ran now. */
  async atLeastOnce(handler: string, eventId: string, effect: () => Promise<void>): Promise<boolean> {
    if (await this.database.first(sql`select 1 as done from platform.receipt where handler = ${handler} and event_id = ${eventId}`)) return false;
    await effect();
    await this.claim(handler, eventId);
    return true;
  }

  private async claim(handler: string, eventId: string): Promise<boolean> {
    const receipt = sql`insert into platform.receipt (handler, event_id) values (${handler}, ${eventId}) on conflict do nothing`;
    return (await this.database.run(receipt)) === 1;
  }
}
