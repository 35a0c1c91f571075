import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, encodeCursor, IdParam } from '#libs/api';
import { newId, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ConversationQueries } from '../application/conversations.queries.js';
import { ConversationsService } from '../application/conversations.service.js';
import { ReferralsService } from '../application/referrals.service.js';
import { isAddressed, sideOf } from '../domain/conversation.js';
import { MessageForm } from './conversation.forms.js';
import { conversationPage, waitingPage } from './conversations.page.js';

const PAGE = 50;
const WAITING = 100;

/** What the two sides of a referral write to each other. */
@Controller()
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly queries: ConversationQueries,
    private readonly referrals: ReferralsService,
  ) {}

  @Get('messages')
  @Needs('message.wait')
  async waiting(@CurrentActor() actor: Actor): Promise<Page> {
    return page('referrals/web/views/messages-waiting', waitingPage(await this.queries.waiting(actor, WAITING)));
  }

  /** Opening a conversation reads it: what is new is marked so this once. */
  @Get('referrals/:id/messages')
  @Needs('message.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Query('before') before: unknown): Promise<Page> {
    return this.conversation(actor, id, { attempt: firstAttempt({ key: newId() }), before });
  }

  @Post('referrals/:id/messages')
  @Needs('message.write')
  async write(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    await this.referrals.referral(actor, id, 'message.write');
    return submit(MessageForm, body, {
      run: (form) => this.conversations.write(actor, id, form),
      done: () => redirect(`/referrals/${id}/messages`, { flash: 'Message sent' }),
      again: (attempt) => this.conversation(actor, id, { attempt }),
    });
  }

  private async conversation(actor: Actor, id: string, { attempt, before }: { readonly attempt: Attempt; readonly before?: unknown }): Promise<Page> {
    const referral = await this.referrals.referral(actor, id);
    const side = sideOf(actor, referral);
    const position = decodeCursor(before, 2);
    const rows = await this.queries.of(actor, id, { side, before: position ? { writtenAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const waits = isAddressed(actor, referral) && rows.some((row) => row.side !== side && row.answeredAt === null);
    if (waits || rows.some((row) => row.isNew)) await this.conversations.read(actor, id);
    const messages = rows.slice(-PAGE);
    const [oldest] = messages;
    const earlier = rows.length > PAGE && oldest ? encodeCursor([oldest.writtenAt.toISOString(), oldest.id]) : null;
    return page('referrals/web/views/messages', conversationPage({ referral, side, messages, earlier, isLatest: !position, attempt }));
  }
}
