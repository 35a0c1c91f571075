import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn } from '#libs/persistence';
import type { Activity, Plan } from '../domain/case-file.js';

@Entity({ schema: 'delivery', name: 'plan' })
export class PlanEntity implements Plan {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('int') version!: number;
  @Column('int') sessions!: number;
  @Column('text') status!: 'submitted' | 'approved' | 'superseded';
  @DayColumn() submittedOn!: Day;
  @DayColumn({ nullable: true }) approvedOn!: Day | null;
  @Column('boolean') isSilent!: boolean;
}

@Entity({ schema: 'delivery', name: 'activity' })
export class ActivityEntity implements Activity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') planId!: string;
  @Column('int') position!: number;
  @Column('text') categoryCode!: string;
  @Column('text') outcomeCode!: string;
  @Column('text') description!: string;
}
