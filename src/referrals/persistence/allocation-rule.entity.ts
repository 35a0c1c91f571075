import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import { allocationPolicy } from '../domain/allocation.policy.js';
import type { AllocationKind, AllocationRule, Candidate } from '../domain/best-eligible.js';

@Entity({ schema: 'referrals', name: 'allocation_rule' })
@Root({ stream: 'allocation-rule', read: 'allocation-rule.read', policy: allocationPolicy })
export class AllocationRuleEntity extends RootRow implements AllocationRule {
  @Column('text') areaCode!: string;
  @Column('text') regionCode!: string;
  @Column('text') serviceTypeCode!: string;
  @Column('text') kind!: AllocationKind;
  @Column('uuid', { array: true }) contractIds!: string[];
  @Column('uuid') setBy!: string;
  @InstantColumn() setAt!: Date;
}

/** Which rule chose the service of a referral, and the counts it went by: a row below the referral, in its history. */
@Entity({ schema: 'referrals', name: 'service_choice' })
export class ServiceChoiceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('uuid') ruleId!: string;
  @Column('text') kind!: AllocationKind;
  @Column('text') areaCode!: string;
  @Column('jsonb') counts!: readonly Candidate[];
  @InstantColumn() chosenAt!: Date;
}
