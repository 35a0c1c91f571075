import { ApiProperty } from '@nestjs/swagger';
import type { MessageRow } from '../application/conversations.queries.js';

/** Someone who has read a message, and when. */
export class MessageReaderResponse {
  name!: string;
  at!: string;
}

/** A message, who wrote it on which side, and who of the other side has read it. */
export class MessageResponse {
  id!: string;
  @ApiProperty({ enum: ['practitioner', 'provider'] }) side!: string;
  writerName!: string;
  words!: string;
  writtenAt!: Date;
  @ApiProperty({ type: [MessageReaderResponse] }) readBy!: MessageReaderResponse[];
  /** Whether the caller has not read it yet. */
  isNew!: boolean;
}

/** Part of a conversation, oldest first; `earlier` is the cursor of what came before. */
export class ConversationResponse {
  items!: MessageResponse[];
  earlier!: string | null;
}

/** Whether messages waited for the caller until now. */
export class MessagesReadResponse {
  waited!: boolean;
}

/** A conversation with messages the caller has not read. */
export class WaitingConversationResponse {
  referralId!: string;
  reference!: string;
  personName!: string;
  waiting!: number;
  lastAt!: Date;
}

/** A message as the API shows it. */
export function messageResponse({ id, side, writerName, words, writtenAt, readBy, isNew }: MessageRow): MessageResponse {
  return { id, side, writerName, words, writtenAt, readBy: readBy.map(({ name, at }) => ({ name, at })), isNew };
}
