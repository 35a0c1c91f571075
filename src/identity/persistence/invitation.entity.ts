import { Column, Entity } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, Root, RootRow } from '#libs/persistence';
import { invitationLifecycle, type Invitation, type InvitationStatus } from '../domain/invitation.js';
import { joiningPolicy } from '../domain/joining.policy.js';
import type { Role } from '../identity.public.js';

@Entity({ schema: 'identity', name: 'invitation' })
@Root({ stream: 'invitation', read: 'invitation.read', policy: joiningPolicy, lifecycle: { table: invitationLifecycle, column: 'status' } })
export class InvitationEntity extends RootRow implements Invitation {
  @Column('uuid') organisationId!: string;
  @Column('text') email!: string;
  @Column('text', { array: true }) roles!: Role[];
  @Column('uuid', { nullable: true }) teamId!: string | null;
  @Column('text') status!: InvitationStatus;
  @Column('text') invitedBy!: string;
  @InstantColumn() sentAt!: Date;
  @DayColumn() expiresOn!: Day;
}
