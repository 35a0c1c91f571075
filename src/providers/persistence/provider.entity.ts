import { Column, Entity } from 'typeorm';
import { InstantColumn, PenceColumn, Root, RootRow } from '#libs/persistence';
import type { LegalForm, Provider } from '../domain/provider.js';
import { providerPolicy } from '../domain/providers.policy.js';
import type { ProviderSize } from '../providers.public.js';

@Entity({ schema: 'providers', name: 'provider' })
@Root({ stream: 'provider', read: 'provider.read', policy: providerPolicy })
export class ProviderEntity extends RootRow implements Provider {
  @Column('text') name!: string;
  @Column('text') matchName!: string;
  @Column('text', { nullable: true }) legalForm!: LegalForm | null;
  @Column('text', { nullable: true }) companyNumber!: string | null;
  @Column('text', { nullable: true }) charityNumber!: string | null;
  @Column('text', { nullable: true }) size!: ProviderSize | null;
  @Column('boolean', { nullable: true }) isVcse!: boolean | null;
  @PenceColumn({ nullable: true }) turnoverPence!: number | null;
  @Column('boolean') isRegistered!: boolean;
  @Column('uuid', { nullable: true }) registrationKey!: string | null;
  @InstantColumn() addedAt!: Date;
}
