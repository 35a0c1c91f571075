import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import type { Document, DocumentState } from '../domain/document.js';
import { documentPolicy } from '../domain/document.policy.js';

@Entity({ schema: 'providers', name: 'document' })
@Root({ stream: 'document', read: 'document.read', policy: documentPolicy })
export class DocumentEntity extends RootRow implements Document {
  @Column('uuid') providerId!: string;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('int') sizeBytes!: number;
  @Column('text') sha256!: string;
  @Column('text') storageKey!: string;
  @Column('text') state!: DocumentState;
  @Column('text', { nullable: true }) threat!: string | null;
  @InstantColumn({ nullable: true }) scannedAt!: Date | null;
  @Column('text') uploadedBy!: string;
  @InstantColumn() uploadedAt!: Date;
  @Column('boolean') shared!: boolean;
  @InstantColumn({ nullable: true }) sharedAt!: Date | null;
}
