import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { IdentityQueries } from './identity.queries.js';
import { Passwords } from './passwords.js';

/** Checks who someone is by e-mail address and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly queries: IdentityQueries,
    private readonly passwords: Passwords,
  ) {}

  /** The actor, or null: the same answer for an unknown address, a wrong password and a closed account. */
  async actorFor(email: string, password: string): Promise<Actor | null> {
    const account = await this.queries.userByEmail(email);
    const matches = await this.passwords.matches(account?.passwordHash ?? null, password);
    return account && matches ? this.queries.actor(account.id) : null;
  }
}
