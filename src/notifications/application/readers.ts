import { Injectable } from '@nestjs/common';
import { IdentityDirectory, type Person } from '../../identity/identity.public.js';
import type { Audience } from '../domain/audience.js';
import { LimitedReferrals } from './limited-referrals.js';

/** Who a message goes to: a user, or an address that need not be anybody's. */
export type Reader = Pick<Person, 'email'> & { readonly id: string | null };

/** Finds the people behind an audience. */
@Injectable()
export class Readers {
  constructor(
    private readonly identity: IdentityDirectory,
    private readonly limited: LimitedReferrals,
  ) {}

  /** Everyone in an audience; of a referral whose access is limited, only those named for it. */
  async of(to: Audience, referralId: string | null): Promise<readonly Reader[]> {
    const readers = await this.everyone(to);
    if (referralId === null || !(await this.limited.has(referralId))) return readers;
    const actors = await Promise.all(readers.map(({ id }) => (id === null ? null : this.identity.actorOf(id))));
    return readers.filter((_, index) => actors[index]?.granted.includes(referralId));
  }

  private everyone(to: Audience): Promise<readonly Reader[]> {
    if ('address' in to) return Promise.resolve([{ id: null, email: to.address }]);
    if ('people' in to) return this.identity.people(to.people);
    if ('organisationId' in to) return this.identity.peopleWith(to.roles, { organisationId: to.organisationId });
    return this.identity.peopleCovering(to.roles, 'anywhere' in to ? [] : to.regionCodes);
  }
}
