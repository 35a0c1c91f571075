import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, Root, RootRow } from '#libs/persistence';
import type { Redactions } from '../domain/redaction.js';
import type { SentenceKind, Sources } from '../domain/referral-content.js';
import { referralPolicy } from '../domain/referral.policy.js';
import { ServiceChoiceEntity } from './allocation-rule.entity.js';
import { AccessDecisionEntity, AccessGrantEntity } from './grant.entity.js';
import { referralLifecycle, type Referral, type ReferralNeed, type ReferralStatus } from '../domain/referral.js';
import { AllocationEntity, AmendmentEntity, OnwardEntity } from './since-sent.entity.js';

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
  children: { needs: () => NeedEntity, amendments: () => AmendmentEntity, allocations: () => AllocationEntity, onward: () => OnwardEntity, choice: () => ServiceChoiceEntity, grants: () => AccessGrantEntity, accessDecisions: () => AccessDecisionEntity },
  lifecycle: { table: referralLifecycle, column: 'status' },
  // The history of a referral is read by both sides.
  secret: ['redactions', 'sources'],
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
  @Column('jsonb', { nullable: true }) redactions!: Redactions | null;
  @Column('jsonb') sources!: Sources;
  @Column('text') status!: ReferralStatus;
  @Column('text') crn!: string;
  @Column('text') firstName!: string;
  @Column('text') lastName!: string;
  @DayColumn() dateOfBirth!: Day;
  @Column('text') gender!: 'male' | 'female' | 'other';
  @Column('text', { nullable: true }) ethnicity!: string | null;
  @Column('text', { nullable: true }) preferredLanguage!: string | null;
  @Column('text', { nullable: true }) religion!: string | null;
  @Column('text', { nullable: true }) disabilities!: string | null;
  @Column('text') areaCode!: string;
  @Column('text') location!: 'community' | 'custody';
  @Column('text', { nullable: true }) prisonName!: string | null;
  @DayColumn({ nullable: true }) expectedReleaseOn!: Day | null;
  @Column('text', { nullable: true }) releaseUnknownReason!: string | null;
  @Column('text', { nullable: true }) mainContactName!: string | null;
  @Column('text', { nullable: true }) mainContactRole!: string | null;
  @Column('text', { nullable: true }) mainContactEmail!: string | null;
  @Column('text', { nullable: true }) mainContactPhone!: string | null;
  @Column('text') sentenceKind!: SentenceKind;
  @DayColumn() sentenceEndsOn!: Day;
  @Column('int', { nullable: true }) enforceableDays!: number | null;
  @Column('text') riskSummary!: string;
  @Column('text') additionalRisk!: string;
  @Column('text') accessNeeds!: string;
  @Column('text') interpreterLanguage!: string;
  @Column('text') responsibilities!: string;
  @Column('text') unavailableWhen!: string;
  @Column('text') anythingElse!: string;
  @DayColumn() completeBy!: Day;
  @Column('text', { nullable: true }) completeByReason!: string | null;
  @Column('text') reason!: string;
  @InstantColumn() sentAt!: Date;
  @InstantColumn({ nullable: true }) answeredAt!: Date | null;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) answerReason!: string | null;
  @Column('text', { nullable: true }) answerComment!: string | null;
  @InstantColumn({ nullable: true }) detailsLockedAt!: Date | null;
  @Column('uuid', { nullable: true }) suggestedContractId!: string | null;
  @Column('uuid', { nullable: true }) transferredFromId!: string | null;
  @Column('uuid', { nullable: true }) transferredToId!: string | null;
}
