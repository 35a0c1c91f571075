import { Injectable } from '@nestjs/common';
import { Clock, must, systemActor, type Actor } from '#libs/kernel';
import { Database, Reader, UnitOfWork } from '#libs/persistence';
import { approveClaim, oldestKept, refuseClaim } from '../domain/registration.js';
import { RegistrationEntity } from '../persistence/registration.entity.js';
import { RegistrationRows } from './registration-rows.js';

/** Registrations that say they are a listed organisation, and the end of those nobody needs any more. */
@Injectable()
export class RegistrationClaimsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly rows: RegistrationRows,
    private readonly clock: Clock,
  ) {}

  claim(actor: Actor, id: string): Promise<RegistrationEntity> {
    return this.reader.one(actor, RegistrationEntity, id);
  }

  /** The listed organisation becomes this registered one: its contracts keep pointing at it. */
  approve(actor: Actor, id: string): Promise<RegistrationEntity> {
    return this.database.transaction(async () => {
      await this.rows.providers.lockNames();
      return this.work.change({ actor, action: 'registration.approve', entity: RegistrationEntity, id }, async (registration) => {
        const decision = approveClaim(registration, { by: actor.id, now: this.clock.now() });
        await this.rows.organisations.takeListing(actor, must(registration.providerId, 'the listed organisation'), registration);
        return decision;
      });
    });
  }

  /** Whoever registered is told why not. */
  refuse(actor: Actor, id: string, reason: string): Promise<RegistrationEntity> {
    return this.work.change({ actor, action: 'registration.refuse', entity: RegistrationEntity, id }, async (registration) => {
      const decision = refuseClaim(registration, { by: actor.id, now: this.clock.now(), reason });
      await this.rows.newcomers.refuse(actor, id, reason);
      return decision;
    });
  }

  /** Forgets, with the newcomer, what nobody confirmed within 7 days and what was answered that long ago. Answers how many. */
  async forgetOld(): Promise<number> {
    const ids = await this.rows.queries.toForget(oldestKept(this.clock.now()));
    for (const id of ids) {
      await this.database.transaction(async () => {
        await this.work.remove({ actor: systemActor, action: 'registration.forget', entity: RegistrationEntity, id });
        if (await this.rows.newcomers.find(id)) await this.rows.newcomers.forget(systemActor, id);
      });
    }
    return ids.length;
  }
}
