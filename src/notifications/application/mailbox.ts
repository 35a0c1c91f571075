import { Injectable } from '@nestjs/common';
import { Environment } from '#libs/config';
import { NotFound, type Actor } from '#libs/kernel';
import { Database, empty, scopeOf, sql, whereScope } from '#libs/persistence';
import { messagePolicy } from '../domain/notifications.policy.js';
import { maySee } from './limited-referrals.js';

/** A message as its reader sees it. */
export interface MessageRow {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly words: string;
  readonly href: string;
  readonly writtenAt: Date;
}

/** Where the list continues: the last row shown. */
export interface MessagePosition {
  readonly writtenAt: string;
  readonly id: string;
}

/** The messages people would get by mail, to be read where no mail is sent: in development and in the demo world. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly database: Database,
    private readonly environment: Environment,
  ) {}

  get isOpen(): boolean {
    return this.environment.demo || this.environment.nodeEnv === 'development';
  }

  /** The actor's messages, newest first; `limit` rows after a position. Throws NotFound where the mailbox is not open. */
  async list(actor: Actor, { after, limit }: { readonly after?: MessagePosition | undefined; readonly limit: number }): Promise<MessageRow[]> {
    if (!this.isOpen) throw new NotFound();
    return this.database.rows<MessageRow>(sql`
      select m.id, m.address, m.subject, m.words, m.href, m.written_at from notifications.message m
      where ${whereScope(scopeOf(messagePolicy, 'mailbox.read', actor), 'm')} and ${maySee(actor, sql`m.referral_id`)} ${after ? sql`and (m.written_at, m.id) < (${after.writtenAt}::timestamptz, ${after.id}::uuid)` : empty}
      order by m.written_at desc, m.id desc limit ${limit}`);
  }
}
