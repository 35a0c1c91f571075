import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import type { Message } from '../domain/conversation.js';
import { conversationPolicy } from '../domain/referral.policy.js';
import type { ReferralSide } from '../referrals.public.js';

@Entity({ schema: 'referrals', name: 'message' })
@Root({ stream: 'message', read: 'message.keep', policy: conversationPolicy })
export class MessageEntity extends RootRow implements Message {
  @Column('uuid') referralId!: string;
  @Column('uuid') writerId!: string;
  @Column('text') side!: ReferralSide;
  @Column('text') words!: string;
  @InstantColumn() writtenAt!: Date;
  @InstantColumn({ nullable: true }) answeredAt!: Date | null;
}
