import { Column, Entity } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, Root, RootRow } from '#libs/persistence';
import type { EndReasonCode, ReferredNeed } from '../../referrals/referrals.public.js';
import type { CaseStatus, EndKind } from '../delivery.public.js';
import { caseLifecycle, type Case } from '../domain/case.js';
import { casePolicy } from '../domain/delivery.policy.js';
import { CaseAllocationEntity } from './allocation.entity.js';
import { AppointmentEntity } from './appointment.entity.js';
import { ActivityEntity, PlanEntity } from './plan.entity.js';
import { OutcomeScoreEntity, ReportEntity } from './report.entity.js';

@Entity({ schema: 'delivery', name: 'case' })
@Root({
  stream: 'case',
  read: 'case.read',
  policy: casePolicy,
  children: {
    appointments: () => AppointmentEntity,
    plans: () => PlanEntity,
    activities: () => ActivityEntity,
    reports: () => ReportEntity,
    scores: () => OutcomeScoreEntity,
    allocations: () => CaseAllocationEntity,
  },
  lifecycle: { table: caseLifecycle, column: 'status' },
})
export class CaseEntity extends RootRow implements Case {
  @Column('uuid') referralId!: string;
  @Column('text') reference!: string;
  @Column('uuid') contractId!: string;
  @Column('uuid') practitionerId!: string;
  @Column('uuid') teamId!: string;
  @Column('uuid') primeOrganisationId!: string;
  @Column('uuid') deliveringOrganisationId!: string;
  @Column('uuid') caseworkerId!: string;
  @Column('text') regionCode!: string;
  @Column('boolean') restricted!: boolean;
  @Column('text') status!: CaseStatus;
  @Column('jsonb') needs!: readonly ReferredNeed[];
  @DayColumn() sentOn!: Day;
  @DayColumn() completeBy!: Day;
  @InstantColumn() acceptedAt!: Date;
  @DayColumn() acceptedOn!: Day;
  @DayColumn({ nullable: true }) assessedOn!: Day | null;
  @DayColumn({ nullable: true }) startedOn!: Day | null;
  @DayColumn({ nullable: true }) endedOn!: Day | null;
  @Column('text', { nullable: true }) endKind!: EndKind | null;
  @Column('text', { nullable: true }) endReason!: EndReasonCode | null;
  @Column('text', { nullable: true }) endComment!: string | null;
}
