import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#libs/persistence';
import type { CaseAllocation } from '../domain/hand-over.js';

@Entity({ schema: 'delivery', name: 'allocation' })
export class CaseAllocationEntity implements CaseAllocation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') fromOrganisationId!: string;
  @Column('uuid') organisationId!: string;
  @Column('uuid') fromCaseworkerId!: string;
  @Column('uuid') caseworkerId!: string;
  @Column('text') reason!: string;
  @Column('text') madeBy!: string;
  @InstantColumn() madeAt!: Date;
}
