import { Column, Entity } from 'typeorm';
import { Root, RootRow } from '#libs/persistence';
import { identityPolicy } from '../domain/identity.policy.js';
import type { Organisation } from '../domain/organisation.js';
import type { OrganisationKind } from '../identity.public.js';

@Entity({ schema: 'identity', name: 'organisation' })
@Root({ stream: 'organisation', read: 'organisation.read', policy: identityPolicy })
export class OrganisationEntity extends RootRow implements Organisation {
  @Column('text') kind!: OrganisationKind;
  @Column('text') name!: string;
  @Column('text', { array: true, nullable: true }) coverage!: string[] | null;
}
