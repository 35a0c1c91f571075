import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Root, RootRow } from '#libs/persistence';
import { identityPolicy } from '../domain/identity.policy.js';
import type { HeldRoleRow, User } from '../domain/user.js';
import type { Role } from '../identity.public.js';
import { ApiKeyEntity } from './api-key.entity.js';

@Entity({ schema: 'identity', name: 'held_role' })
export class HeldRoleEntity implements HeldRoleRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Column('text') role!: Role;
  @Column('uuid') organisationId!: string;
  @Column('uuid', { nullable: true }) teamId!: string | null;
}

@Entity({ schema: 'identity', name: 'user_account' })
@Root({ stream: 'user', read: 'user.read', policy: identityPolicy, children: { roles: () => HeldRoleEntity, apiKeys: () => ApiKeyEntity }, secret: ['passwordHash', 'keyHash'] })
export class UserEntity extends RootRow implements User {
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text') passwordHash!: string;
  @Column('uuid') organisationId!: string;
  @Column('text') status!: 'active' | 'closed';
}
