import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, newId, NotFound, systemActor, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { UserEntity } from '../persistence/user.entity.js';
import { IdentityQueries } from './identity.queries.js';

const PREFIX = 'crs_';

/** Bearer keys for the API: shown once, stored only as a hash. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: IdentityQueries,
    private readonly clock: Clock,
  ) {}

  /** Mints a key for the account with this e-mail address; throws NotFound when there is none. Called from the command line only. */
  async mint(email: string): Promise<string> {
    const account = await this.queries.userByEmail(email);
    if (account?.status !== 'active') throw new NotFound('account');
    const key = PREFIX + randomBytes(32).toString('base64url');
    await this.work.change({ actor: systemActor, action: 'user.mint-key', entity: UserEntity, id: account.id }, (user) => ({
      children: [{ child: 'apiKeys', insert: [{ id: newId(), userId: user.id, keyHash: hashOf(key), createdAt: this.clock.now(), revokedAt: null }] }],
    }));
    return key;
  }

  /** The actor a key opens, or null. Keys are long and random, so a plain SHA-256 is enough. */
  async actorOf(key: string): Promise<Actor | null> {
    if (!key.startsWith(PREFIX)) return null;
    const userId = await this.queries.userByKeyHash(hashOf(key));
    return userId === null ? null : this.queries.actor(userId);
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
