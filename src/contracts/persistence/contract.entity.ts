import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, Root, RootRow } from '#libs/persistence';
import type { AttendanceType, ContractStatus } from '../contracts.public.js';
import { contractLifecycle, type Contract } from '../domain/contract.js';
import { contractPolicy } from '../domain/contracts.policy.js';
import type { AwardGround } from '../domain/direct-award.js';
import { CapacityEntity, OfficeEntity } from './capacity.entity.js';
import type { Subcontractor } from '../domain/supply-chain.js';

@Entity({ schema: 'contracts', name: 'supply_chain' })
export class SubcontractorEntity implements Subcontractor {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') contractId!: string;
  @Column('uuid') organisationId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) role!: string | null;
  @Column('int', { nullable: true }) sharePercent!: number | null;
  @DayColumn({ nullable: true }) worksFrom!: Day | null;
  @DayColumn({ nullable: true }) worksTo!: Day | null;
}

@Entity({ schema: 'contracts', name: 'contract' })
@Root({
  stream: 'contract',
  read: 'contract.read',
  policy: contractPolicy,
  children: { supplyChain: () => SubcontractorEntity, capacities: () => CapacityEntity, offices: () => OfficeEntity },
  lifecycle: { table: contractLifecycle, column: 'status' },
})
export class ContractEntity extends RootRow implements Contract {
  @Column('text') reference!: string;
  @Column('text') title!: string;
  @Column('uuid', { nullable: true }) lotId!: string | null;
  @Column('uuid') primeOrganisationId!: string;
  @Column('text') primeName!: string;
  @Column('text') serviceTypeCode!: string;
  @Column('text', { nullable: true }) publishedType!: string | null;
  @Column('text', { array: true }) areaCodes!: string[];
  @Column('text') regionCode!: string;
  @Column('text', { array: true }) regionCodes!: string[];
  @Column('boolean') takesMen!: boolean;
  @Column('boolean') takesWomen!: boolean;
  @Column('int', { nullable: true }) minimumAge!: number | null;
  @Column('int', { nullable: true }) maximumAge!: number | null;
  @Column('boolean') takesCustody!: boolean;
  @Column('boolean') takesCommunity!: boolean;
  @Column('text') status!: ContractStatus;
  @Column('text', { nullable: true }) statusReason!: string | null;
  @DayColumn({ nullable: true }) termFrom!: Day | null;
  @DayColumn({ nullable: true }) termTo!: Day | null;
  @DayColumn({ nullable: true }) referralsFrom!: Day | null;
  @DayColumn({ nullable: true }) referralsTo!: Day | null;
  @Column('text') description!: string;
  @Column('text', { array: true }) attendance!: readonly AttendanceType[];
  @Column('text', { array: true }) languages!: readonly string[];
  @DayColumn({ nullable: true }) capacityAskedOn!: Day | null;
  @Column('text', { nullable: true }) ground!: AwardGround | null;
  @Column('text', { nullable: true }) groundReason!: string | null;
  @Column('text', { array: true }) staleAnswers!: readonly string[];
  @Column('text', { nullable: true }) staleReason!: string | null;
}
