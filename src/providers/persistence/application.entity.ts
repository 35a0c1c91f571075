import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import { applicationLifecycle, type Application, type ApplicationPart, type ApplicationStatus, type PartDecision } from '../domain/application.js';
import { applicationPolicy } from '../domain/providers.policy.js';
import type { Answers } from '../domain/questionnaire.js';

@Entity({ schema: 'providers', name: 'application_part' })
export class ApplicationPartEntity implements ApplicationPart {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') categoryCode!: string;
  @Column('text') areaCode!: string;
  @Column('text', { nullable: true }) decision!: PartDecision | null;
  @Column('text', { nullable: true }) reason!: string | null;
}

@Entity({ schema: 'providers', name: 'application' })
@Root({
  stream: 'application',
  read: 'application.read',
  policy: applicationPolicy,
  children: { parts: () => ApplicationPartEntity },
  lifecycle: { table: applicationLifecycle, column: 'status' },
})
export class ApplicationEntity extends RootRow implements Application {
  @Column('uuid') providerId!: string;
  @Column('text') vehicleCode!: string;
  @Column('text') status!: ApplicationStatus;
  @Column('text', { array: true }) categoryCodes!: readonly string[];
  @Column('text', { array: true }) areaCodes!: readonly string[];
  @Column('jsonb') answers!: Answers;
  @Column('int') questionnaireVersion!: number;
  @InstantColumn() startedAt!: Date;
  @InstantColumn({ nullable: true }) submittedAt!: Date | null;
  @Column('text', { nullable: true }) submittedBy!: string | null;
  @InstantColumn({ nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) decidedBy!: string | null;
}
