import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import type { StoppedBecause } from '../delivery.public.js';
import { reassignmentPolicy } from '../domain/delivery.policy.js';
import { reassignmentLifecycle, type Reassignment } from '../domain/reassignment.js';

@Entity({ schema: 'delivery', name: 'reassignment' })
@Root({ stream: 'reassignment', read: 'reassignment.read', policy: reassignmentPolicy, lifecycle: { table: reassignmentLifecycle, column: 'status' } })
export class ReassignmentEntity extends RootRow implements Reassignment {
  @Column('uuid') caseworkerId!: string;
  @Column('uuid') contractId!: string;
  @Column('text') contractReference!: string;
  @Column('uuid') deliveringOrganisationId!: string;
  @Column('uuid') primeOrganisationId!: string;
  @Column('text') regionCode!: string;
  @Column('text') cause!: StoppedBecause;
  @Column('int') cases!: number;
  @Column('text') status!: Reassignment['status'];
  @InstantColumn() openedAt!: Date;
  @InstantColumn({ nullable: true }) finishedAt!: Date | null;
}
