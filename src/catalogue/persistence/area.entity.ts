import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Area, AreaKind } from '../domain/areas.js';

/** A region, police area, local authority or delivery unit. */
@Entity({ schema: 'catalogue', name: 'area' })
export class AreaEntity implements Area {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  kind!: AreaKind;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  parentCode!: string | null;
}
