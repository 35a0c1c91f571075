import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '#libs/kernel';
import { Newcomers, type JoinPlea, type Letter, type Person, type RoleAssignment } from '../identity.public.js';
import { AccountsService } from './accounts.service.js';
import { JoinRequestsService } from './join-requests.service.js';
import { Letters } from './letters.js';
import { LinkTokens } from './link-tokens.js';
import { NewcomerRecords } from './newcomer-records.js';

/** Newcomers as the modules that let people in see them. */
@Injectable()
export class LocalNewcomers extends Newcomers {
  constructor(
    private readonly records: NewcomerRecords,
    private readonly accounts: AccountsService,
    private readonly requests: JoinRequestsService,
    private readonly letters: Letters,
    private readonly tokens: LinkTokens,
  ) {
    super();
  }

  ask(actor: Actor, newcomer: { readonly name: string; readonly email: string; readonly password: string }): Promise<string> {
    return this.records.ask(actor, newcomer);
  }

  sendAgain(actor: Actor, id: string): Promise<void> {
    return this.records.sendAgain(actor, id);
  }

  idIn(token: string): string | null {
    return this.tokens.idIn('confirm-address', token);
  }

  find(id: string): Promise<Person | null> {
    return this.records.find(id);
  }

  async admit(actor: Actor, id: string, roles: readonly RoleAssignment[]): Promise<string> {
    const { name, email, passwordHash } = await this.records.read(id);
    const user = await this.accounts.admit(actor, { name, email, passwordHash, roles });
    await this.records.forget(systemActor, id, 'newcomer.admit');
    return user.id;
  }

  refuse(_actor: Actor, id: string, reason: string): Promise<void> {
    return this.records.refuse(id, reason);
  }

  forget(actor: Actor, id: string): Promise<void> {
    return this.records.forget(actor, id, 'newcomer.forget');
  }

  shownLetter(id: string): Promise<Letter | null> {
    return this.letters.shown('confirm-address', id);
  }

  async askToJoin(actor: Actor, plea: JoinPlea): Promise<void> {
    await this.requests.ask(actor, plea);
  }
}
