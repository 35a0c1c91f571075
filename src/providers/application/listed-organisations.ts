import { Injectable } from '@nestjs/common';
import { Clock, systemActor, type Actor } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { listProvider } from '../domain/provider.js';
import { ProviderEntity } from '../persistence/provider.entity.js';
import { ProviderQueries } from './providers.queries.js';

/** Organisations known only from a contract register. */
@Injectable()
export class ListedOrganisations {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly queries: ProviderQueries,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Finds one by its name, or makes it; joins the transaction. Answers whether it is new. */
  find(actor: Actor, name: string): Promise<{ readonly id: string; readonly isNew: boolean }> {
    return this.database.transaction(async () => {
      await this.queries.lockNames();
      const known = await this.queries.listedByName(name);
      if (known) return { id: known, isNew: false };
      // Nobody acts for an organisation that has not registered, so the service itself makes it in identity; the listing says who asked.
      // Someone may have registered under its name without being it: the two are kept apart.
      const isTaken = (await this.queries.registrationFacts({ name, companyNumber: null, charityNumber: null })).nameTaken;
      const shown = isTaken ? `${name.trim()} (contract register)` : name.trim();
      const id = await this.identity.createOrganisation(systemActor, { kind: 'provider', name: shown, coverage: null });
      await this.work.create({ actor, action: 'provider.list', entity: ProviderEntity }, () => listProvider({ id, name, now: this.clock.now() }));
      return { id, isNew: true };
    });
  }
}
