import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#libs/persistence';
import type { AccessDecision, AccessGrant } from '../domain/limited-access.js';

@Entity({ schema: 'referrals', name: 'access_grant' })
export class AccessGrantEntity implements AccessGrant {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('uuid') userId!: string;
  @Column('uuid') grantedBy!: string;
  @InstantColumn() grantedAt!: Date;
}

@Entity({ schema: 'referrals', name: 'access_decision' })
export class AccessDecisionEntity implements AccessDecision {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') referralId!: string;
  @Column('boolean') isLimited!: boolean;
  @Column('text') reason!: string;
  @Column('uuid') decidedBy!: string;
  @InstantColumn() decidedAt!: Date;
}
