import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, sql, type Sql } from '#libs/persistence';

/** Referrals seen only by those named: whatever names one of them shows to nobody else, however long ago it was written. */
@Injectable()
export class LimitedReferrals {
  constructor(private readonly database: Database) {}

  async add(referralId: string): Promise<void> {
    await this.database.run(sql`insert into notifications.limited_referral (referral_id) values (${referralId}) on conflict do nothing`);
  }

  async remove(referralId: string): Promise<void> {
    await this.database.run(sql`delete from notifications.limited_referral where referral_id = ${referralId}`);
  }

  async has(referralId: string): Promise<boolean> {
    return (await this.database.first(sql`select 1 as limited from notifications.limited_referral where referral_id = ${referralId}`)) !== null;
  }
}

/** Whether a row is about no limited referral, or about one the actor was named for. */
export function maySee(actor: Actor, referralId: Sql): Sql {
  return sql`(${referralId} is null or ${referralId} = any(${actor.granted}::uuid[]) or not exists (select from notifications.limited_referral l where l.referral_id = ${referralId}))`;
}

/** The referral an event is about, if any. */
export function referralOf(data: object): string | null {
  return (data as { readonly referralId?: string }).referralId ?? null;
}
