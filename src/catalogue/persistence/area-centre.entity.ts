import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Point } from '../domain/areas.js';

/** A point near the middle of an area. */
@Entity({ schema: 'catalogue', name: 'area_centre' })
export class AreaCentreEntity implements Point {
  @PrimaryColumn({ type: 'text' })
  areaCode!: string;

  @Column({ type: 'double precision' })
  latitude!: number;

  @Column({ type: 'double precision' })
  longitude!: number;
}
