import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#libs/persistence';
import type { AnswerQuery } from '../domain/answer-query.js';
import type { DecisionReturn } from '../domain/assessment.js';
import type { Judgement, JudgementVerdict } from '../domain/judgement.js';
import type { AnswerValue } from '../domain/questionnaire.js';

@Entity({ schema: 'providers', name: 'application_query' })
export class ApplicationQueryEntity implements AnswerQuery {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') questionCode!: string;
  @Column('text') asked!: string;
  @Column('text') askedBy!: string;
  @InstantColumn() askedAt!: Date;
  @Column('jsonb', { nullable: true }) firstValue!: AnswerValue | null;
  @Column('text', { nullable: true }) reply!: string | null;
  @Column('jsonb', { nullable: true }) replyValue!: AnswerValue | null;
  @Column('text', { nullable: true }) repliedBy!: string | null;
  @InstantColumn({ nullable: true }) repliedAt!: Date | null;
  @Column('text', { nullable: true }) cancelledBy!: string | null;
  @InstantColumn({ nullable: true }) cancelledAt!: Date | null;
}

@Entity({ schema: 'providers', name: 'application_judgement' })
export class ApplicationJudgementEntity implements Judgement {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') questionCode!: string;
  @Column('text') judgedBy!: string;
  @InstantColumn() judgedAt!: Date;
  @Column('text') verdict!: JudgementVerdict;
  @Column('int', { nullable: true }) points!: number | null;
  @Column('text') reason!: string;
}

@Entity({ schema: 'providers', name: 'application_return' })
export class ApplicationReturnEntity implements DecisionReturn {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') proposedBy!: string;
  @Column('text') returnedBy!: string;
  @InstantColumn() returnedAt!: Date;
  @Column('text') reason!: string;
}
