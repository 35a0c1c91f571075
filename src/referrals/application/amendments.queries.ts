import { Injectable } from '@nestjs/common';
import { Database, sql } from '#libs/persistence';
import type { ReferralNeed } from '../domain/referral.js';
import type { Amendment } from '../domain/since-sent.js';

/** Reads of what was changed after sending, and what can be. The caller has read the referral. */
@Injectable()
export class AmendmentQueries {
  constructor(private readonly database: Database) {}

  /** Every change to a referral, newest first, as the referring side reads it. */
  all(referralId: string): Promise<Amendment[]> {
    return this.since(referralId, 0);
  }

  /** Changes made after someone looked, newest first. */
  since(referralId: string, revision: number): Promise<Amendment[]> {
    return this.database.rows<Amendment>(sql`select * from referrals.amendment where referral_id = ${referralId} and revision > ${revision} order by revision desc`);
  }

  /** What the referral asks for, by category. */
  needs(referralId: string): Promise<ReferralNeed[]> {
    return this.database.rows<ReferralNeed>(sql`select * from referrals.need where referral_id = ${referralId} order by category_code`);
  }
}
