import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import { joinRequestLifecycle, type JoinRequest, type JoinRequestStatus } from '../domain/join-request.js';
import { joiningPolicy } from '../domain/joining.policy.js';

@Entity({ schema: 'identity', name: 'join_request' })
@Root({ stream: 'join-request', read: 'join-request.read', policy: joiningPolicy, lifecycle: { table: joinRequestLifecycle, column: 'status' } })
export class JoinRequestEntity extends RootRow implements JoinRequest {
  @Column('uuid') organisationId!: string;
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text') note!: string;
  @Column('text') status!: JoinRequestStatus;
  @InstantColumn() askedAt!: Date;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { nullable: true }) invitationId!: string | null;
}
