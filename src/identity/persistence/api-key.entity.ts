import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#libs/persistence';

@Entity({ schema: 'identity', name: 'api_key' })
export class ApiKeyEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Column('text') keyHash!: string;
  @InstantColumn() createdAt!: Date;
  @InstantColumn({ nullable: true }) revokedAt!: Date | null;
}
