import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#libs/persistence';
import type { Allocation, Amendment, FieldChange, Onward } from '../domain/since-sent.js';

@Entity({ schema: 'referrals', name: 'amendment' })
export class AmendmentEntity implements Amendment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('int') revision!: number;
  @Column('text') madeBy!: string;
  @Column('text') madeByName!: string;
  @InstantColumn() madeAt!: Date;
  @Column('text') reason!: string;
  @Column('jsonb') changes!: readonly FieldChange[];
  @Column('boolean') isWithheld!: boolean;
}

@Entity({ schema: 'referrals', name: 'allocation' })
export class AllocationEntity implements Allocation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('uuid') fromOrganisationId!: string;
  @Column('uuid') toOrganisationId!: string;
  @Column('text') reason!: string;
  @Column('text') madeBy!: string;
  @InstantColumn() madeAt!: Date;
}

@Entity({ schema: 'referrals', name: 'onward' })
export class OnwardEntity implements Onward {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('uuid') contractId!: string;
  @Column('uuid') draftId!: string;
  @InstantColumn() madeAt!: Date;
}
