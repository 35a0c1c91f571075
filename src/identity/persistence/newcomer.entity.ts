import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import { joiningPolicy } from '../domain/joining.policy.js';
import { newcomerLifecycle, type Newcomer, type NewcomerStatus } from '../domain/newcomer.js';

// Their name and address stay out of the history: whoever never confirms is forgotten.
@Entity({ schema: 'identity', name: 'newcomer' })
@Root({ stream: 'newcomer', read: 'newcomer.read', policy: joiningPolicy, secret: ['name', 'email', 'passwordHash'], lifecycle: { table: newcomerLifecycle, column: 'status' } })
export class NewcomerEntity extends RootRow implements Newcomer {
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text') passwordHash!: string;
  @Column('text') status!: NewcomerStatus;
  @Column('text', { nullable: true }) reason!: string | null;
  @InstantColumn() askedAt!: Date;
}
