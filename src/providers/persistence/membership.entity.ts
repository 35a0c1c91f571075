import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, PenceColumn, Root, RootRow } from '#libs/persistence';
import { membershipLifecycle, type MemberAdmission, type Membership } from '../domain/membership.js';
import { membershipPolicy } from '../domain/membership.policy.js';
import type { AnswerValue } from '../domain/questionnaire.js';
import type { StandingAnswer } from '../domain/standing-answer.js';

@Entity({ schema: 'providers', name: 'admission' })
export class AdmissionEntity implements MemberAdmission {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') membershipId!: string;
  @Column('text') categoryCode!: string;
  @Column('text') areaCode!: string;
  @Column('uuid') applicationId!: string;
}

@Entity({ schema: 'providers', name: 'standing_answer' })
export class StandingAnswerEntity implements StandingAnswer {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') membershipId!: string;
  @Column('text') questionCode!: string;
  @Column('jsonb') value!: AnswerValue;
  @InstantColumn() saidAt!: Date;
  @Column('text') saidBy!: string;
  @DayColumn({ nullable: true }) expiresOn!: Day | null;
  @Column('int', { nullable: true }) warnedDays!: number | null;
}

@Entity({ schema: 'providers', name: 'membership' })
@Root({
  stream: 'member',
  read: 'member.read',
  policy: membershipPolicy,
  children: { admissions: () => AdmissionEntity, answers: () => StandingAnswerEntity },
  lifecycle: { table: membershipLifecycle, column: 'status' },
})
export class MembershipEntity extends RootRow implements Membership {
  @Column('uuid') providerId!: string;
  @Column('text') vehicleCode!: string;
  @Column('text') status!: Membership['status'];
  @Column('text', { nullable: true }) statusReason!: Membership['statusReason'];
  @Column('text', { nullable: true }) statusWords!: string | null;
  @InstantColumn() statusAt!: Date;
  @Column('text') statusBy!: string;
  @PenceColumn() turnoverPence!: number;
  @PenceColumn({ nullable: true }) financialBandPence!: number | null;
  @InstantColumn() admittedAt!: Date;
}
