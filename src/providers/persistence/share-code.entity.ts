import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#libs/persistence';
import type { ImportedShareCode } from '../domain/share-code.js';

/** The share code an application was filled from; a child of the application. */
@Entity({ schema: 'providers', name: 'application_share_code' })
export class ApplicationShareCodeEntity implements ImportedShareCode {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') shareCode!: string;
  @Column('text') formVersionId!: string;
  @InstantColumn() submittedAt!: Date;
  @InstantColumn() fetchedAt!: Date;
  @Column('text') fetchedBy!: string;
}
