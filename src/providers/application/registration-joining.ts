import { Injectable } from '@nestjs/common';
import { anonymousActor, RuleBroken } from '#libs/kernel';
import { Newcomers } from '../../identity/identity.public.js';
import { charityNumber, registerNumber } from '../domain/register-number.js';
import { ProviderQueries } from './providers.queries.js';

/** A registered organisation as someone outside names it: by a number of a public register or by its name. */
export interface NamedOrganisation {
  readonly companyNumber?: string | null;
  readonly charityNumber?: string | null;
  readonly name?: string | null;
}

/** Asking to join an organisation that is registered already. Says nothing of who is in it. */
@Injectable()
export class RegistrationJoining {
  constructor(
    private readonly queries: ProviderQueries,
    private readonly newcomers: Newcomers,
  ) {}

  /** The registered organisation that is meant, or null. */
  organisation({ companyNumber, charityNumber: charity, name }: NamedOrganisation): Promise<{ id: string; name: string } | null> {
    return this.queries.registered({ companyNumber: registerNumber(companyNumber), charityNumber: charityNumber(charity), name: name?.trim() || null });
  }

  /** Asks those who manage it. Throws RuleBroken `organisation-unknown`. Answers its name. */
  async ask(named: NamedOrganisation, { name, email, note }: { readonly name: string; readonly email: string; readonly note: string }): Promise<string> {
    const organisation = await this.organisation(named);
    if (!organisation) throw new RuleBroken('organisation-unknown', 'We do not know that organisation. Check its number or name.', 'organisation');
    await this.newcomers.askToJoin(anonymousActor, { organisationId: organisation.id, name, email, note });
    return organisation.name;
  }
}
