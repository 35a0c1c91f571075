import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { ReferralDirectory } from '../../referrals/referrals.public.js';

/** What a line of a restricted case says instead of its reference (DOMAIN: people and access). */
export const RESTRICTED_CASE = 'restricted case';

/** How cases are named on lines of money: by reference, and not at all when restricted. */
@Injectable()
export class ShownCases {
  constructor(private readonly referrals: ReferralDirectory) {}

  /** The same rows, with the reference replaced where the case is restricted and the actor was not granted it. */
  async of<Row extends { readonly referralId: string; readonly reference: string }>(actor: Actor, rows: readonly Row[]): Promise<Row[]> {
    const ids = [...new Set(rows.map((row) => row.referralId))];
    const hidden = new Set((await this.referrals.referrals(ids)).filter((each) => each.restricted && !actor.granted.includes(each.id)).map((each) => each.id));
    return rows.map((row) => (hidden.has(row.referralId) ? { ...row, reference: RESTRICTED_CASE } : row));
  }
}
