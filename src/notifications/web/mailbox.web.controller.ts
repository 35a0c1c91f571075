import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { page, type Page } from '#libs/web';
import { Mailbox } from '../application/mailbox.js';

const PAGE = 25;

/** The messages the signed-in person would have got by mail. */
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: Mailbox) {}

  @Get()
  @Needs('mailbox.read')
  async list(@CurrentActor() actor: Actor, @Query('after') cursor: unknown): Promise<Page> {
    const position = decodeCursor(cursor, 2);
    const after = position ? { writtenAt: String(position[0]), id: String(position[1]) } : undefined;
    const { items, next } = pageOf(await this.mailbox.list(actor, { after, limit: PAGE + 1 }), PAGE, (row) => [row.writtenAt.toISOString(), row.id]);
    return page('notifications/web/views/mailbox', { messages: items, links: { first: after ? '/mailbox' : null, next: next ? `/mailbox?after=${next}` : null } });
  }
}
