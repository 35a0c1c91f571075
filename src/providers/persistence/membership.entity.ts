import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, PenceColumn, Root, RootRow } from '#libs/persistence';
import { membershipLifecycle, type MemberAdmission, type Membership } from '../domain/membership.js';
import { membershipPolicy } from '../domain/providers.policy.js';

@Entity({ schema: 'providers', name: 'admission' })
export class AdmissionEntity implements MemberAdmission {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') membershipId!: string;
  @Column('text') categoryCode!: string;
  @Column('text') areaCode!: string;
  @Column('uuid') applicationId!: string;
}

@Entity({ schema: 'providers', name: 'membership' })
@Root({
  stream: 'member',
  read: 'member.read',
  policy: membershipPolicy,
  children: { admissions: () => AdmissionEntity },
  lifecycle: { table: membershipLifecycle, column: 'status' },
})
export class MembershipEntity extends RootRow implements Membership {
  @Column('uuid') providerId!: string;
  @Column('text') vehicleCode!: string;
  @Column('text') status!: Membership['status'];
  @PenceColumn() turnoverPence!: number;
  @PenceColumn({ nullable: true }) financialBandPence!: number | null;
  @InstantColumn() admittedAt!: Date;
}
