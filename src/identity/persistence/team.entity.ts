import { Column, Entity } from 'typeorm';
import { Root, RootRow } from '#libs/persistence';
import { identityPolicy } from '../domain/identity.policy.js';

@Entity({ schema: 'identity', name: 'team' })
@Root({ stream: 'team', read: 'team.read', policy: identityPolicy })
export class TeamEntity extends RootRow {
  @Column('uuid') organisationId!: string;
  @Column('text') name!: string;
}
