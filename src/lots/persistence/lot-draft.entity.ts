import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import type { LotAnswers, LotDraft } from '../domain/lot-draft.js';
import { lotDraftPolicy } from '../domain/lots.policy.js';

@Entity({ schema: 'lots', name: 'lot_draft' })
@Root({ stream: 'lot-draft', read: 'lot-draft.read', policy: lotDraftPolicy })
export class LotDraftEntity extends RootRow implements LotDraft {
  @Column('text') createdBy!: string;
  @Column('jsonb') answers!: LotAnswers;
  @InstantColumn() startedAt!: Date;
}
