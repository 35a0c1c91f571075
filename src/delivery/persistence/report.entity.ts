import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn } from '#libs/persistence';
import type { OutcomeLevel } from '../delivery.public.js';
import type { OutcomeScore, Report } from '../domain/case-file.js';

@Entity({ schema: 'delivery', name: 'report' })
export class ReportEntity implements Report {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @DayColumn() submittedOn!: Day;
  @Column('text') summary!: string;
}

@Entity({ schema: 'delivery', name: 'outcome_score' })
export class OutcomeScoreEntity implements OutcomeScore {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid') reportId!: string;
  @Column('text') categoryCode!: string;
  @Column('text') outcomeCode!: string;
  @Column('text') level!: OutcomeLevel;
  @Column('text') comment!: string;
}
