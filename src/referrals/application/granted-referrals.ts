import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { GrantSources } from '../../identity/identity.public.js';

/** Roles whose holders can be named as readers of a referral. */
const NAMED = ['practitioner', 'provider-manager', 'caseworker'];

/** The referrals someone was named for: what `actor.granted` holds. */
@Injectable()
export class GrantedReferrals {
  constructor(
    sources: GrantSources,
    private readonly database: Database,
  ) {
    sources.add((person) => this.of({ ...person, granted: [] }));
  }

  private async of(person: Actor): Promise<string[]> {
    if (!NAMED.some((role) => holds(person, role))) return [];
    const rows = await this.database.rows<{ referralId: string }>(sql`
      select g.referral_id from referrals.access_grant g join referrals.referral r on r.id = g.referral_id and r.restricted where g.user_id = ${person.id}`);
    return rows.map(({ referralId }) => referralId);
  }
}
