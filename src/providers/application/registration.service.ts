import { Injectable } from '@nestjs/common';
import { anonymousActor, Clock, ensure } from '#libs/kernel';
import { Database, Reader, UnitOfWork } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { comparableName, ensureMayRegister, registerNumber, registerProvider, type ProviderDetails } from '../domain/provider.js';
import { ProviderEntity } from '../persistence/provider.entity.js';
import { ProviderQueries } from './providers.queries.js';

/** Fewest characters of a password. */
export const SHORTEST_PASSWORD = 10;

/** An organisation and its first user. `key` names one filling-in of the form: sent twice, it registers once. */
export interface Registration {
  readonly details: ProviderDetails;
  readonly user: { readonly name: string; readonly email: string; readonly password: string };
  readonly key: string | null;
}

/** Registers organisations: provider, organisation and first account together, or none of them. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: ProviderQueries,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Throws RuleBroken for details that cannot be right or are taken. Registrations wait for one another, so that no name or number is taken twice. */
  register({ details: given, user, key }: Registration): Promise<ProviderEntity> {
    ensure(user.password.length >= SHORTEST_PASSWORD, 'password-too-short', `Password must be ${SHORTEST_PASSWORD} characters or more`, 'password');
    const details = { ...given, companyNumber: registerNumber(given.companyNumber), charityNumber: registerNumber(given.charityNumber) };
    return this.database.transaction(async () => {
      await this.queries.lockNames();
      const earlier = key ? await this.queries.registeredWith(key) : null;
      if (earlier?.matchName === comparableName(details.name)) return this.reader.one(anonymousActor, ProviderEntity, earlier.id);
      ensureMayRegister(details, await this.queries.registrationFacts(details));
      const id = await this.identity.createOrganisation(anonymousActor, { kind: 'provider', name: details.name.trim(), coverage: null });
      const registration = { id, registrationKey: earlier ? null : key, now: this.clock.now() };
      const provider = await this.work.create({ actor: anonymousActor, action: 'provider.register', entity: ProviderEntity }, () => registerProvider(details, registration));
      const roles = (['provider-manager', 'provider-finance', 'caseworker'] as const).map((role) => ({ role, organisationId: id }));
      await this.identity.createUser(anonymousActor, { ...user, roles });
      return provider;
    });
  }
}
