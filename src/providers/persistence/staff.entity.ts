import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, Root, RootRow } from '#libs/persistence';
import { exclusionLifecycle, type Exclusion, type ExclusionMatch, type MatchDecision } from '../domain/exclusion.js';
import { staffLifecycle, type StaffMember, type StaffStatus } from '../domain/staff-member.js';
import { exclusionPolicy, staffPolicy } from '../domain/staff.policy.js';

@Entity({ schema: 'providers', name: 'staff_member' })
@Root({ stream: 'staff-member', read: 'staff.read', policy: staffPolicy, secret: ['dateOfBirth'], lifecycle: { table: staffLifecycle, column: 'status' } })
export class StaffMemberEntity extends RootRow implements StaffMember {
  @Column('uuid') organisationId!: string;
  @Column('text') name!: string;
  @Column('text') matchName!: string;
  @DayColumn() dateOfBirth!: Day;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text') roleTitle!: string;
  @Column('text') vettingLevel!: string;
  @DayColumn({ nullable: true }) vettingExpiresOn!: Day | null;
  @Column('uuid', { nullable: true }) userId!: string | null;
  @Column('text') status!: StaffStatus;
  @Column('text', { nullable: true }) check!: 'waiting' | 'refused' | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @InstantColumn() addedAt!: Date;
  @DayColumn() statusOn!: Day;
  @DayColumn({ nullable: true }) warnedOfExpiryOn!: Day | null;
}

@Entity({ schema: 'providers', name: 'exclusion_match' })
export class ExclusionMatchEntity implements ExclusionMatch {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') exclusionId!: string;
  @Column('uuid') staffMemberId!: string;
  @Column('uuid') organisationId!: string;
  @InstantColumn() matchedAt!: Date;
  @Column('text', { nullable: true }) decision!: MatchDecision | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @InstantColumn({ nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) decidedBy!: string | null;
}

@Entity({ schema: 'providers', name: 'exclusion' })
@Root({
  stream: 'exclusion',
  read: 'exclusion.read',
  policy: exclusionPolicy,
  children: { matches: () => ExclusionMatchEntity },
  secret: ['dateOfBirth'],
  lifecycle: { table: exclusionLifecycle, column: 'status' },
})
export class ExclusionEntity extends RootRow implements Exclusion {
  @Column('text') name!: string;
  @Column('text') matchName!: string;
  @DayColumn() dateOfBirth!: Day;
  @Column('uuid') staffMemberId!: string;
  @Column('uuid') organisationId!: string;
  @Column('text') reason!: string;
  @Column('text') status!: Exclusion['status'];
  @InstantColumn() listedAt!: Date;
  @Column('text') listedBy!: string;
  @InstantColumn({ nullable: true }) liftedAt!: Date | null;
  @Column('text', { nullable: true }) liftedBy!: string | null;
  @Column('text', { nullable: true }) liftReason!: string | null;
}
