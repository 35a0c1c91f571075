import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, encodeCursor, IdParam } from '#libs/api';
import { must, type Actor } from '#libs/kernel';
import { ConversationQueries } from '../application/conversations.queries.js';
import { ConversationsService } from '../application/conversations.service.js';
import { ReferralsService } from '../application/referrals.service.js';
import { sideOf } from '../domain/conversation.js';
import { ListMessagesDto, WriteMessageDto } from './messages.dto.js';
import { ConversationResponse, MessageResponse, messageResponse, MessagesReadResponse, WaitingConversationResponse } from './messages.response.js';

const PAGE = 50;
const WAITING = 100;

/** Conversations over the API. Reading them there leaves them unread until the caller says so. */
@ApiTags('messages')
@Controller('api/v1')
export class MessagesApiController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly queries: ConversationQueries,
    private readonly referrals: ReferralsService,
  ) {}

  @Get('messages')
  @Needs('message.wait')
  waiting(@CurrentActor() actor: Actor): Promise<WaitingConversationResponse[]> {
    return this.queries.waiting(actor, WAITING);
  }

  @Get('referrals/:id/messages')
  @Needs('message.read')
  async list(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Query() { before }: ListMessagesDto): Promise<ConversationResponse> {
    const referral = await this.referrals.referral(actor, id);
    const position = decodeCursor(before, 2);
    const part = { before: position ? { writtenAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 };
    const rows = await this.queries.of(actor, id, { side: sideOf(actor, referral), ...part });
    const [oldest] = rows.slice(-PAGE);
    return { items: rows.slice(-PAGE).map(messageResponse), earlier: rows.length > PAGE && oldest ? encodeCursor([oldest.writtenAt.toISOString(), oldest.id]) : null };
  }

  @Post('referrals/:id/messages')
  @Needs('message.write')
  async write(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: WriteMessageDto): Promise<MessageResponse> {
    const messageId = await this.conversations.write(actor, id, body);
    return messageResponse(must(await this.queries.message(messageId), 'the message just written'));
  }

  @Post('referrals/:id/messages/read')
  @HttpCode(200)
  @Needs('message.read')
  async read(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<MessagesReadResponse> {
    return { waited: await this.conversations.read(actor, id) };
  }
}
