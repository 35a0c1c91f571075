import { Injectable } from '@nestjs/common';
import { Database, sql } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import type { AccessDecision, AccessGrant } from '../domain/limited-access.js';

/** A decision about who may see a referral, with who took it. */
export interface NamedDecision extends AccessDecision {
  readonly byName: string;
}

/** Reads of who may see referrals whose access is limited. */
@Injectable()
export class LimitedAccessQueries {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityDirectory,
  ) {}

  /** Those who may see a referral whose access is limited. */
  grants(referralId: string): Promise<AccessGrant[]> {
    return this.database.rows<AccessGrant>(sql`select id, referral_id, user_id, granted_by, granted_at from referrals.access_grant where referral_id = ${referralId} order by granted_at, id`);
  }

  /** The last decision about a referral; null when access was never limited. */
  async lastDecision(referralId: string): Promise<NamedDecision | null> {
    const decision = await this.database.first<AccessDecision>(sql`
      select id, referral_id, is_limited, reason, decided_by, decided_at from referrals.access_decision where referral_id = ${referralId} order by decided_at desc, id desc limit 1`);
    const [by] = decision ? await this.identity.people([decision.decidedBy]) : [];
    return decision && { ...decision, byName: by?.name ?? '' };
  }
}
