import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** A message to the other side of a referral. */
export class WriteMessageDto {
  @IsString() @MaxLength(20_000) @Matches(/\S/, { message: 'Enter a message' }) words!: string;
}

/** Which part of a conversation: the newest messages, or those before a cursor. */
export class ListMessagesDto {
  @IsOptional() @IsString() @MaxLength(500) before?: string;
}
