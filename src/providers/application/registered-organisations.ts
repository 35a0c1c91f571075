import { Injectable } from '@nestjs/common';
import { anonymousActor, Clock, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { IdentityDirectory, Newcomers } from '../../identity/identity.public.js';
import { ensureMayRegister, registerListed, registerProvider, type ProviderDetails } from '../domain/provider.js';
import type { Registration } from '../domain/registration.js';
import { ProviderEntity } from '../persistence/provider.entity.js';
import { ProviderQueries } from './providers.queries.js';

const FIRST_ROLES = ['provider-manager', 'provider-finance', 'caseworker'] as const;

/** Makes organisations of registrations: provider, organisation and first account together. Joins the transaction. */
@Injectable()
export class RegisteredOrganisations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: ProviderQueries,
    private readonly identity: IdentityDirectory,
    private readonly newcomers: Newcomers,
    private readonly clock: Clock,
  ) {}

  /** A new organisation. Throws RuleBroken when somebody else was first. */
  async make({ id: newcomerId, ...registration }: Registration): Promise<ProviderEntity> {
    const details = detailsOf(registration);
    ensureMayRegister(details, await this.queries.registrationFacts(details));
    const id = await this.identity.createOrganisation(anonymousActor, { kind: 'provider', name: details.name, coverage: null });
    const provider = await this.work.create({ actor: anonymousActor, action: 'provider.register', entity: ProviderEntity }, () => registerProvider(details, { id, registrationKey: null, now: this.clock.now() }));
    await this.admitFirst(newcomerId, id);
    return provider;
  }

  /** The organisation a contract register lists becomes a registered one, with the same id. */
  async takeListing(actor: Actor, listingId: string, { id: newcomerId, ...registration }: Registration): Promise<ProviderEntity> {
    const details = detailsOf(registration);
    ensureMayRegister(details, await this.queries.registrationFacts(details));
    const provider = await this.work.change({ actor, action: 'provider.register-listed', entity: ProviderEntity, id: listingId }, (listing) => registerListed(listing, details));
    await this.admitFirst(newcomerId, listingId);
    return provider;
  }

  private async admitFirst(newcomerId: string, organisationId: string): Promise<void> {
    await this.newcomers.admit(anonymousActor, newcomerId, FIRST_ROLES.map((role) => ({ role, organisationId })));
  }
}

function detailsOf({ name, legalForm, companyNumber, charityNumber, size, isVcse, turnoverPence }: Omit<Registration, 'id'>): ProviderDetails {
  return { name, legalForm, companyNumber, charityNumber, size, isVcse, turnoverPence };
}
