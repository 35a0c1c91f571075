import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, Root, RootRow } from '#libs/persistence';
import { applicationLifecycle, type Application, type ApplicationPart, type ApplicationStatus, type PartDecision, type PartGround } from '../domain/application.js';
import type { ApplicationAnswer } from '../domain/given-answer.js';
import { ApplicationShareCodeEntity } from './share-code.entity.js';
import { applicationPolicy } from '../domain/providers.policy.js';
import { ApplicationJudgementEntity, ApplicationQueryEntity, ApplicationReturnEntity } from './application-query.entity.js';
import type { AnswerValue } from '../domain/questionnaire.js';

@Entity({ schema: 'providers', name: 'application_part' })
export class ApplicationPartEntity implements ApplicationPart {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') categoryCode!: string;
  @Column('text') areaCode!: string;
  @Column('text', { nullable: true }) decision!: PartDecision | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) ground!: PartGround | null;
}

@Entity({ schema: 'providers', name: 'application_answer' })
export class ApplicationAnswerEntity implements ApplicationAnswer {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') questionCode!: string;
  @Column('jsonb') value!: AnswerValue;
  @InstantColumn() saidAt!: Date;
  @Column('text') saidBy!: string;
  @Column('boolean') confirmed!: boolean;
}

@Entity({ schema: 'providers', name: 'application' })
@Root({
  stream: 'application',
  read: 'application.read',
  policy: applicationPolicy,
  children: { parts: () => ApplicationPartEntity, answers: () => ApplicationAnswerEntity, shareCodes: () => ApplicationShareCodeEntity, queries: () => ApplicationQueryEntity, judgements: () => ApplicationJudgementEntity, returns: () => ApplicationReturnEntity },
  lifecycle: { table: applicationLifecycle, column: 'status' },
})
export class ApplicationEntity extends RootRow implements Application {
  @Column('text') reference!: string;
  @Column('uuid') providerId!: string;
  @Column('text') vehicleCode!: string;
  @Column('text') status!: ApplicationStatus;
  @Column('text', { array: true }) categoryCodes!: readonly string[];
  @Column('text', { array: true }) areaCodes!: readonly string[];
  @Column('boolean') isConsortium!: boolean;
  @Column('text') questionnaireCode!: string;
  @Column('int') questionnaireVersion!: number;
  @InstantColumn() startedAt!: Date;
  @InstantColumn({ nullable: true }) submittedAt!: Date | null;
  @Column('text', { nullable: true }) submittedBy!: string | null;
  @DayColumn({ nullable: true }) dueOn!: Day | null;
  @DayColumn({ nullable: true }) queriedOn!: Day | null;
  @Column('uuid', { nullable: true }) assessorId!: string | null;
  @Column('text', { nullable: true }) proposedBy!: string | null;
  @InstantColumn({ nullable: true }) proposedAt!: Date | null;
  @Column('text', { nullable: true }) exclusionStatus!: 'excluded' | 'excludable' | null;
  @Column('text', { nullable: true }) debarmentListVersion!: string | null;
  @DayColumn({ nullable: true }) debarmentCheckedOn!: Day | null;
  @InstantColumn({ nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) decidedBy!: string | null;
}
