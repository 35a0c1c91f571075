import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a contract buys: a bundle of categories under one name. */
@Entity({ schema: 'catalogue', name: 'service_type' })
export class ServiceTypeEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'boolean' })
  womenOnly!: boolean;

  @Column({ type: 'integer' })
  position!: number;
}

/** A category in a service type's bundle. */
@Entity({ schema: 'catalogue', name: 'service_type_category' })
export class ServiceTypeCategoryEntity {
  @PrimaryColumn({ type: 'text' })
  serviceTypeCode!: string;

  @PrimaryColumn({ type: 'text' })
  categoryCode!: string;
}
