import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn, InstantColumn, Root, RootRow } from '#libs/persistence';
import { vehicleLifecycle, type CommercialVehicle, type VehicleVariation } from '../domain/vehicle.js';
import { vehiclePolicy } from '../domain/vehicle.policy.js';
import type { BandRule, Vehicle } from '../providers.public.js';

@Entity({ schema: 'providers', name: 'vehicle_variation' })
export class VehicleVariationEntity implements VehicleVariation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') vehicleId!: string;
  @InstantColumn() variedAt!: Date;
  @Column('text') variedBy!: string;
  @Column('text') reason!: string;
  @Column('text', { array: true }) changed!: readonly string[];
}

/** A commercial vehicle. Those seeded by migration stand at revision 0 and have no history until somebody decides about them. */
@Entity({ schema: 'providers', name: 'vehicle' })
@Root({
  stream: 'vehicle',
  read: 'vehicle.read',
  policy: vehiclePolicy,
  children: { variations: () => VehicleVariationEntity },
  lifecycle: { table: vehicleLifecycle, column: 'status' },
})
export class VehicleEntity extends RootRow implements CommercialVehicle {
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') kind!: Vehicle['kind'];
  @Column('text', { nullable: true }) regime!: Vehicle['regime'];
  @DayColumn() opensOn!: Day;
  @DayColumn() endsOn!: Day;
  @Column('text') status!: Vehicle['status'];
  @Column('text') description!: string;
  @Column('boolean') isLightTouch!: boolean;
  @Column('text', { array: true }) categoryCodes!: readonly string[];
  @Column('text') conditions!: string;
  @Column('text') questionnaireCode!: string;
  @Column('jsonb') bandRule!: BandRule;
  @Column('text', { nullable: true }) contactEmail!: string | null;
  @Column('text', { nullable: true }) madeFromCode!: string | null;
  @Column('text') draftedBy!: string;
  @InstantColumn() draftedAt!: Date;
  @Column('text', { nullable: true }) openedBy!: string | null;
  @InstantColumn({ nullable: true }) openedAt!: Date | null;
  @Column('text', { nullable: true }) closedBy!: string | null;
  @InstantColumn({ nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) closedReason!: string | null;
}
