import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn } from '#libs/persistence';
import type { Capacity } from '../domain/capacity.js';
import type { Office } from '../domain/service-description.js';

@Entity({ schema: 'contracts', name: 'capacity' })
export class CapacityEntity implements Capacity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') contractId!: string;
  @Column('text') areaCode!: string;
  @Column('int', { nullable: true }) places!: number | null;
  @Column('int', { nullable: true }) weeklyStarts!: number | null;
  @Column('int', { nullable: true }) expectedWaitDays!: number | null;
  @Column('boolean') closesWhenFull!: boolean;
  @DayColumn() statedOn!: Day;
}

@Entity({ schema: 'contracts', name: 'office' })
export class OfficeEntity implements Office {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') contractId!: string;
  @Column('text') name!: string;
  @Column('text') address!: string;
  @Column('double precision', { nullable: true }) latitude!: number | null;
  @Column('double precision', { nullable: true }) longitude!: number | null;
}
