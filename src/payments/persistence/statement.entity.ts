import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day, Month } from '#libs/kernel';
import { DayColumn, PenceColumn, Root, RootRow } from '#libs/persistence';
import { statementPolicy } from '../domain/payments.policy.js';
import { statementLifecycle, type Statement, type StatementLine } from '../domain/statement.js';
import type { StatementStatus } from '../payments.public.js';

@Entity({ schema: 'payments', name: 'statement_line' })
export class StatementLineEntity implements StatementLine {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') statementId!: string;
  @Column('uuid') chargeLineId!: string;
  @PenceColumn() netPence!: number;
  @PenceColumn() vatPence!: number;
  @Column('text', { nullable: true }) disputeReason!: string | null;
  @DayColumn({ nullable: true }) disputedOn!: Day | null;
  @DayColumn({ nullable: true }) movedOn!: Day | null;
}

@Entity({ schema: 'payments', name: 'statement' })
@Root({
  stream: 'statement',
  read: 'statement.read',
  policy: statementPolicy,
  children: { lines: () => StatementLineEntity },
  lifecycle: { table: statementLifecycle, column: 'status' },
})
export class StatementEntity extends RootRow implements Statement {
  @Column('uuid') contractId!: string;
  @Column('uuid') primeOrganisationId!: string;
  @Column('text') regionCode!: string;
  @Column('text') month!: Month;
  @Column('text') status!: StatementStatus;
  @PenceColumn() netPence!: number;
  @PenceColumn() vatPence!: number;
  @Column('text') drawnBy!: string;
  @DayColumn() drawnOn!: Day;
  @DayColumn({ nullable: true }) sentOn!: Day | null;
  @DayColumn({ nullable: true }) answerBy!: Day | null;
  @Column('text', { nullable: true }) agreedBy!: string | null;
  @DayColumn({ nullable: true }) agreedOn!: Day | null;
  @Column('boolean') agreedBySilence!: boolean;
  @DayColumn({ nullable: true }) dueOn!: Day | null;
  @Column('text', { nullable: true }) approvedBy!: string | null;
  @DayColumn({ nullable: true }) approvedOn!: Day | null;
  @DayColumn({ nullable: true }) paidOn!: Day | null;
  @Column('text', { nullable: true }) paymentReference!: string | null;
}
