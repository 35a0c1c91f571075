import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, Root, RootRow } from '#libs/persistence';
import { referralPolicy } from '../domain/referral.policy.js';
import { referralLifecycle, type Referral, type ReferralNeed, type ReferralStatus } from '../domain/referral.js';

@Entity({ schema: 'referrals', name: 'need' })
export class NeedEntity implements ReferralNeed {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('text') categoryCode!: string;
  @Column('text') levelCode!: string;
  @Column('text', { array: true }) outcomeCodes!: string[];
}

@Entity({ schema: 'referrals', name: 'referral' })
@Root({
  stream: 'referral',
  read: 'referral.read',
  policy: referralPolicy,
  children: { needs: () => NeedEntity },
  lifecycle: { table: referralLifecycle, column: 'status' },
})
export class ReferralEntity extends RootRow implements Referral {
  @Column('text') reference!: string;
  @Column('uuid') contractId!: string;
  @Column('uuid') practitionerId!: string;
  @Column('uuid') teamId!: string;
  @Column('uuid') primeOrganisationId!: string;
  @Column('uuid') deliveringOrganisationId!: string;
  @Column('uuid', { nullable: true }) caseworkerId!: string | null;
  @Column('text') regionCode!: string;
  @Column('boolean') restricted!: boolean;
  @Column('text') status!: ReferralStatus;
  @Column('text') crn!: string;
  @Column('text') firstName!: string;
  @Column('text') lastName!: string;
  @DayColumn() dateOfBirth!: Day;
  @Column('text') gender!: 'male' | 'female' | 'other';
  @Column('text') areaCode!: string;
  @Column('text') location!: 'community' | 'custody';
  @Column('text', { nullable: true }) prisonName!: string | null;
  @DayColumn() sentenceEndsOn!: Day;
  @Column('int', { nullable: true }) enforceableDays!: number | null;
  @Column('text') riskSummary!: string;
  @Column('text') accessNeeds!: string;
  @Column('text') interpreterLanguage!: string;
  @DayColumn() completeBy!: Day;
  @Column('text') reason!: string;
  @InstantColumn() sentAt!: Date;
  @InstantColumn({ nullable: true }) answeredAt!: Date | null;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) answerReason!: string | null;
  @Column('text', { nullable: true }) answerComment!: string | null;
}
