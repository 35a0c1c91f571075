import { Injectable } from '@nestjs/common';
import { Newcomers } from '../../identity/identity.public.js';
import { ensureMayRegister } from '../domain/provider.js';
import type { Registration } from '../domain/registration.js';
import { ProviderQueries } from './providers.queries.js';
import { RegisteredOrganisations } from './registered-organisations.js';
import { RegistrationQueries } from './registration.queries.js';

/** What registrations are made from. */
@Injectable()
export class RegistrationRows {
  constructor(
    readonly providers: ProviderQueries,
    readonly queries: RegistrationQueries,
    readonly organisations: RegisteredOrganisations,
    readonly newcomers: Newcomers,
  ) {}

  /** The listed organisation a registration says it is by its name; null when none is. Throws RuleBroken when somebody else was first. */
  async listingFor(registration: Registration): Promise<string | null> {
    const facts = await this.providers.registrationFacts(registration);
    ensureMayRegister(registration, facts);
    return facts.isListed ? this.providers.listedByName(registration.name) : null;
  }
}
