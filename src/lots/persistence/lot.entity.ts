import { Column, Entity } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, PenceColumn, Root, RootRow } from '#libs/persistence';
import { lotLifecycle, type Lot, type LotStatus } from '../domain/lot.js';
import { lotPolicy } from '../domain/lots.policy.js';

@Entity({ schema: 'lots', name: 'lot' })
@Root({ stream: 'lot', read: 'lot.read', policy: lotPolicy, lifecycle: { table: lotLifecycle, column: 'status' } })
export class LotEntity extends RootRow implements Lot {
  @Column('text') vehicleCode!: string;
  @Column('text') title!: string;
  @Column('text') serviceTypeCode!: string;
  @Column('text', { array: true }) areaCodes!: readonly string[];
  @Column('text') regionCode!: string;
  @Column('text', { array: true }) regionCodes!: readonly string[];
  @Column('boolean') takesMen!: boolean;
  @Column('boolean') takesWomen!: boolean;
  @Column('int', { nullable: true }) minimumAge!: number | null;
  @Column('int', { nullable: true }) maximumAge!: number | null;
  @Column('boolean') takesCustody!: boolean;
  @Column('boolean') takesCommunity!: boolean;
  @PenceColumn() annualValueFromPence!: number;
  @PenceColumn() annualValueToPence!: number;
  @PenceColumn() minimumFinancialBandPence!: number;
  @DayColumn() startsOn!: Day;
  @DayColumn() endsOn!: Day;
  @Column('text') status!: LotStatus;
  @Column('text') createdBy!: string;
  @InstantColumn() createdAt!: Date;
  @Column('text', { nullable: true }) withdrawnReason!: string | null;
}
