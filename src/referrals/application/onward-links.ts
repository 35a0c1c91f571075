import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '#libs/kernel';
import { Database, Reader, sql, UnitOfWork } from '#libs/persistence';
import { transferFrom, transferTo } from '../domain/transfer.js';
import { ReferralEntity } from '../persistence/referral.entity.js';

/** Ties a referral to the one it goes on as, so that neither loses the other. */
@Injectable()
export class OnwardLinks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** A draft was sent: where it goes on from another referral, both say so. Joins the transaction that sends. */
  async sent(actor: Actor, draftId: string, nextId: string): Promise<void> {
    const onward = await this.database.first<{ referralId: string }>(sql`select referral_id from referrals.onward where draft_id = ${draftId}`);
    if (onward) await this.link(actor, onward.referralId, nextId);
  }

  /** Who was handed a draft may not reach the referral it goes on from; the service then says it for them. */
  async link(actor: Actor, earlierId: string, nextId: string): Promise<void> {
    const earlier = await this.reader.one(systemActor, ReferralEntity, earlierId);
    if (earlier.transferredToId !== null) return; // a second draft of the same referral: sent as one of its own
    const by = this.reader.may(actor, ReferralEntity, 'referral.transfer', earlier) ? actor : systemActor;
    await this.work.change({ actor: by, action: 'referral.transfer', entity: ReferralEntity, id: earlierId }, (referral) => transferTo(referral, nextId));
    await this.work.change({ actor: systemActor, action: 'referral.transfer', entity: ReferralEntity, id: nextId }, () => transferFrom(earlierId));
  }

  /** A draft somebody already began from a referral for a contract, if it is still there. */
  draftOf(referralId: string, contractId: string, practitionerId: string): Promise<{ id: string } | null> {
    return this.database.first<{ id: string }>(sql`
      select d.id from referrals.onward o join referrals.draft d on d.id = o.draft_id
      where o.referral_id = ${referralId} and d.contract_id = ${contractId} and d.practitioner_id = ${practitionerId} order by o.made_at desc limit 1`);
  }
}
