import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import { DayColumn } from '#libs/persistence';
import type { Vehicle, vehicleKinds } from '../providers.public.js';

/** A commercial vehicle, seeded by migration. */
@Entity({ schema: 'providers', name: 'vehicle' })
export class VehicleEntity implements Vehicle {
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
  @Column('text') kind!: (typeof vehicleKinds)[number];
  @Column('text', { nullable: true }) regime!: 'PCR2015' | 'PA2023' | null;
  @DayColumn() opensOn!: Day;
  @DayColumn() endsOn!: Day;
}
