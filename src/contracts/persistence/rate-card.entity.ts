import { Column, Entity, PrimaryColumn } from 'typeorm';
import { must, type Day } from '#libs/kernel';
import { DayColumn, InstantColumn, PenceColumn, Root, RootRow } from '#libs/persistence';
import type { Milestone, RateCard, RateCardStatus, RateRule } from '../contracts.public.js';
import { rateCardPolicy } from '../domain/contracts.policy.js';
import { rateCardLifecycle } from '../domain/rate-card.js';

@Entity({ schema: 'contracts', name: 'rate_rule' })
export class RateRuleEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') rateCardId!: string;
  @Column('text') kind!: RateRule['kind'];
  @Column('text') lineage!: string;
  @Column('text') categoryCode!: string;
  @Column('text', { nullable: true }) milestone!: Milestone | null;
  @Column('text', { nullable: true }) levelCode!: string | null;
  @Column('text', { nullable: true }) outcomeCode!: string | null;
  @PenceColumn() amountPence!: number;
  @Column('int') vatBasisPoints!: number;
}

@Entity({ schema: 'contracts', name: 'rate_card' })
@Root({
  stream: 'rate-card',
  read: 'rate-card.read',
  policy: rateCardPolicy,
  children: { rules: () => RateRuleEntity },
  lifecycle: { table: rateCardLifecycle, column: 'status' },
})
export class RateCardEntity extends RootRow implements Omit<RateCard, 'rules'> {
  @Column('uuid') contractId!: string;
  @Column('uuid') primeOrganisationId!: string;
  @Column('text') regionCode!: string;
  @Column('int') version!: number;
  @Column('text') status!: RateCardStatus;
  @DayColumn() effectiveFrom!: Day;
  @Column('text') draftedBy!: string;
  @InstantColumn() draftedAt!: Date;
  @Column('text', { nullable: true }) approvedBy!: string | null;
  @InstantColumn({ nullable: true }) approvedAt!: Date | null;
}

/** A rule as its row. */
export function rowOfRule(rule: RateRule, { id, rateCardId }: { readonly id: string; readonly rateCardId: string }): RateRuleEntity {
  const { kind, lineage, categoryCode, amountPence, vatBasisPoints } = rule;
  const what = kind === 'unit' ? { milestone: rule.milestone, levelCode: rule.levelCode, outcomeCode: null } : { milestone: null, levelCode: null, outcomeCode: rule.outcomeCode };
  return { id, rateCardId, kind, lineage, categoryCode, ...what, amountPence, vatBasisPoints };
}

/** A row as its rule. */
export function ruleOfRow(row: Omit<RateRuleEntity, 'id' | 'rateCardId'>): RateRule {
  const { lineage, categoryCode, amountPence, vatBasisPoints } = row;
  const priced = { lineage, categoryCode, amountPence, vatBasisPoints };
  if (row.kind === 'outcome') return { kind: 'outcome', ...priced, outcomeCode: row.outcomeCode };
  return { kind: 'unit', ...priced, milestone: must(row.milestone, 'the milestone of a unit price'), levelCode: must(row.levelCode, 'the level of a unit price') };
}
