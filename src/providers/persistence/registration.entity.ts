import { Column, Entity } from 'typeorm';
import { InstantColumn, PenceColumn, Root, RootRow } from '#libs/persistence';
import type { LegalForm } from '../domain/provider.js';
import { registrationLifecycle, type Registration, type RegistrationStatus } from '../domain/registration.js';
import { registrationPolicy } from '../domain/registration.policy.js';
import type { ProviderSize } from '../providers.public.js';

@Entity({ schema: 'providers', name: 'registration' })
@Root({ stream: 'registration', read: 'registration.read', policy: registrationPolicy, lifecycle: { table: registrationLifecycle, column: 'status' } })
export class RegistrationEntity extends RootRow implements Registration {
  @Column('text') name!: string;
  @Column('text') legalForm!: LegalForm;
  @Column('text', { nullable: true }) companyNumber!: string | null;
  @Column('text', { nullable: true }) charityNumber!: string | null;
  @Column('text') size!: ProviderSize;
  @Column('boolean') isVcse!: boolean;
  @PenceColumn() turnoverPence!: number;
  @Column('text') status!: RegistrationStatus;
  @Column('uuid', { nullable: true }) registrationKey!: string | null;
  @InstantColumn() askedAt!: Date;
  @Column('uuid', { nullable: true }) providerId!: string | null;
  @InstantColumn({ nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}
