import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import type { Draft, DraftAnswers } from '../domain/draft.js';
import { draftPolicy } from '../domain/referral.policy.js';

@Entity({ schema: 'referrals', name: 'draft' })
@Root({ stream: 'draft', read: 'draft.read', policy: draftPolicy })
export class DraftEntity extends RootRow implements Draft {
  @Column('uuid') practitionerId!: string;
  @Column('uuid') teamId!: string;
  @Column('uuid') contractId!: string;
  @Column('boolean') toBest!: boolean;
  @Column('jsonb') answers!: DraftAnswers;
  @InstantColumn() startedAt!: Date;
  @InstantColumn() savedAt!: Date;
  @Column('uuid', { nullable: true }) copiedFromId!: string | null;
  @Column('uuid', { nullable: true }) handedById!: string | null;
  @InstantColumn({ nullable: true }) handedAt!: Date | null;
  @Column('text', { nullable: true }) handoverNote!: string | null;
  @InstantColumn({ nullable: true }) warnedAt!: Date | null;
  @InstantColumn({ nullable: true }) strandedAt!: Date | null;
}
