import { Injectable } from '@nestjs/common';
import { anonymousActor, Clock, newId, systemActor, type Actor } from '#libs/kernel';
import { Database, Reader, sql, UnitOfWork } from '#libs/persistence';
import { askNewcomer, refuseNewcomer, sendLinkAgain } from '../domain/newcomer.js';
import type { Person } from '../identity.public.js';
import { NewcomerEntity } from '../persistence/newcomer.entity.js';
import { Passwords } from './passwords.js';

/** The rows of newcomers. */
@Injectable()
export class NewcomerRecords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
  ) {}

  async ask(actor: Actor, { name, email, password }: { readonly name: string; readonly email: string; readonly password: string }): Promise<string> {
    const passwordHash = await this.passwords.hash(password);
    const row = { id: newId(), name, email, passwordHash, askedAt: this.clock.now() };
    return (await this.work.create({ actor, action: 'newcomer.ask', entity: NewcomerEntity }, () => askNewcomer(row))).id;
  }

  async sendAgain(actor: Actor, id: string): Promise<void> {
    await this.work.change({ actor, action: 'newcomer.send-again', entity: NewcomerEntity, id }, (newcomer) => sendLinkAgain(newcomer));
  }

  find(id: string): Promise<Person | null> {
    return this.database.first<Person>(sql`select id, name, email from identity.newcomer where id = ${id}`);
  }

  /** Throws NotFound. */
  read(id: string): Promise<NewcomerEntity> {
    return this.reader.one(anonymousActor, NewcomerEntity, id);
  }

  /** The service itself answers: whoever decided is on the record of what they decided. */
  async refuse(id: string, reason: string): Promise<void> {
    await this.work.change({ actor: systemActor, action: 'newcomer.refuse', entity: NewcomerEntity, id }, (newcomer) => refuseNewcomer(newcomer, reason));
  }

  async forget(actor: Actor, id: string, action: 'newcomer.admit' | 'newcomer.forget'): Promise<void> {
    await this.work.remove({ actor, action, entity: NewcomerEntity, id });
  }
}
