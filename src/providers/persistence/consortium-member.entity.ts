import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import type { ConsortiumMember } from '../domain/consortium.js';
import { consortiumPolicy } from '../domain/consortium.policy.js';

/** A record of its own, not a row below the application: its organisation reads and answers it without reading the lead's application. */
@Entity({ schema: 'providers', name: 'application_member' })
@Root({ stream: 'consortium-member', read: 'consortium.read', policy: consortiumPolicy })
export class ConsortiumMemberEntity extends RootRow implements ConsortiumMember {
  @Column('uuid') applicationId!: string;
  @Column('uuid') providerId!: string;
  @Column('uuid') leadProviderId!: string;
  @Column('int') shareBasisPoints!: number;
  @Column('text', { array: true }) categoryCodes!: readonly string[];
  @Column('text', { array: true }) areaCodes!: readonly string[];
  @InstantColumn({ nullable: true }) agreedAt!: Date | null;
  @Column('text', { nullable: true }) agreedBy!: string | null;
  @InstantColumn({ nullable: true }) declinedAt!: Date | null;
  @Column('text', { nullable: true }) declineReason!: string | null;
}
