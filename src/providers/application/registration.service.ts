import { Injectable } from '@nestjs/common';
import { anonymousActor, Clock, ensure, must, NotFound } from '#libs/kernel';
import { Database, Reader, UnitOfWork } from '#libs/persistence';
import { comparableName, ensureMayRegister, type ProviderDetails } from '../domain/provider.js';
import { charityNumber, registerNumber } from '../domain/register-number.js';
import { askToRegister, claimListing, confirmRegistration, isForgotten } from '../domain/registration.js';
import { ProviderEntity } from '../persistence/provider.entity.js';
import { RegistrationEntity } from '../persistence/registration.entity.js';
import { RegistrationRows } from './registration-rows.js';

/** Fewest characters of a password. */
export const SHORTEST_PASSWORD = 10;

/** An organisation and its first user. `key` names one filling-in of the form: sent twice, it asks once. */
export interface NewOrganisation {
  readonly details: ProviderDetails;
  readonly user: { readonly name: string; readonly email: string; readonly password: string };
  readonly key: string | null;
}

/** What became of a confirmed registration: an organisation, or a claim to a listed name that a commissioner checks. */
export type Confirmed = { readonly state: 'confirmed'; readonly provider: ProviderEntity } | { readonly state: 'claimed' | 'refused'; readonly name: string };

/** Registers organisations. Asking holds no name and no number; the link in the mail makes provider, organisation and first account together. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly rows: RegistrationRows,
    private readonly clock: Clock,
  ) {}

  /** Asks, and a link goes to the address. Throws RuleBroken for details that cannot be right or are taken; says nothing about the address. Answers the registration's id. */
  ask({ details: given, user, key }: NewOrganisation): Promise<string> {
    ensure(user.password.length >= SHORTEST_PASSWORD, 'password-too-short', `Password must be ${SHORTEST_PASSWORD} characters or more`, 'password');
    const details = { ...given, companyNumber: registerNumber(given.companyNumber), charityNumber: charityNumber(given.charityNumber) };
    return this.database.transaction(async () => {
      await this.rows.providers.lockNames();
      const earlier = key ? await this.rows.queries.askedWith(key) : null;
      if (earlier && comparableName(earlier.name) === comparableName(details.name)) return earlier.id;
      ensureMayRegister(details, await this.rows.providers.registrationFacts(details));
      const id = await this.rows.newcomers.ask(anonymousActor, user);
      const asked = { id, registrationKey: earlier ? null : key, askedAt: this.clock.now() };
      await this.work.create({ actor: anonymousActor, action: 'registration.ask', entity: RegistrationEntity }, () => askToRegister(details, asked));
      return id;
    });
  }

  /** Sends the link once more, where there is still one to send. Throws NotFound. */
  async sendAgain(id: string): Promise<void> {
    const { status } = await this.registration(id);
    if (status === 'pending') await this.rows.newcomers.sendAgain(anonymousActor, id);
  }

  /** One that is still known. Throws NotFound. */
  async registration(id: string): Promise<RegistrationEntity> {
    const registration = await this.reader.one(anonymousActor, RegistrationEntity, id);
    if (isForgotten(registration, this.clock.now())) throw new NotFound('registration');
    return registration;
  }

  /** The registration a link is about. Throws NotFound for a token we never made, and for one that was forgotten. */
  async linked(token: string): Promise<RegistrationEntity> {
    const id = this.rows.newcomers.idIn(token);
    if (!id) throw new NotFound('registration');
    return this.registration(id);
  }

  /** Confirms by the id of whoever showed that the address is theirs. Again, it answers as the first time. Registrations wait for one another, so that no name or number is taken twice. */
  confirm(id: string): Promise<Confirmed> {
    return this.database.transaction(async () => {
      await this.rows.providers.lockNames();
      await this.registration(id);
      const registration = await this.work.change({ actor: anonymousActor, action: 'registration.confirm', entity: RegistrationEntity, id }, async (row) => {
        if (row.status !== 'pending') return {};
        const listingId = await this.rows.listingFor(row);
        if (listingId) return claimListing(row, { listingId });
        const { id: providerId } = await this.rows.organisations.make(row);
        return confirmRegistration(row, { providerId, now: this.clock.now() });
      });
      return this.outcomeOf(registration);
    });
  }

  private async outcomeOf({ status, name, providerId }: RegistrationEntity): Promise<Confirmed> {
    if (status === 'claimed' || status === 'refused') return { state: status, name };
    return { state: 'confirmed', provider: await this.reader.one(anonymousActor, ProviderEntity, must(providerId, 'the organisation')) };
  }
}
