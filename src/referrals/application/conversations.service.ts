import { Injectable } from '@nestjs/common';
import { Clock, newId, type Actor } from '#libs/kernel';
import { Database, sql, UnitOfWork } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { isAddressed, messagesRead, otherSide, sideOf, writeMessage } from '../domain/conversation.js';
import type { Referral } from '../domain/referral.js';
import { MessageEntity } from '../persistence/message.entity.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { ConversationQueries } from './conversations.queries.js';
import { LimitedAccessQueries } from './limited-access.queries.js';

/** What is written, and the key of the form it was written on: the same form sent twice is one message. */
export interface Writing {
  readonly words: string;
  readonly key?: string | null | undefined;
}

/** The conversation between the two sides of a referral. Its referral's policy says who writes and reads; the referral itself does not change. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly queries: ConversationQueries,
    private readonly access: LimitedAccessQueries,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Writes to the other side, which also says that what it wrote has been read. Answers the message's id. */
  async write(actor: Actor, referralId: string, { words, key }: Writing): Promise<string> {
    let id = '';
    await this.work.change({ actor, action: 'message.write', entity: ReferralEntity, id: referralId }, async (referral) => {
      const already = key ? await this.queries.sentBefore(actor, referralId, { words, key }) : null;
      if (already === 'same') id = key ?? '';
      else {
        const facts = { id: key && already === null ? key : newId(), now: this.clock.now(), by: actor, namedAtProvider: await this.namedAtProvider(referral) };
        id = (await this.work.create({ actor, action: 'message.keep', entity: MessageEntity }, () => writeMessage(referral, words, facts))).id;
        await this.settle(referral, actor);
      }
      return {};
    });
    return id;
  }

  /** Writes down that the actor has read what the other side wrote; when it waited for them, it waits no longer. Answers whether it did. */
  async read(actor: Actor, referralId: string): Promise<boolean> {
    let waited = false;
    await this.work.change({ actor, action: 'message.read', entity: ReferralEntity, id: referralId }, async (referral) => {
      const side = sideOf(actor, referral);
      await this.database.run(sql`
        insert into referrals.message_reading (message_id, reader_id, read_at)
        select m.id, ${actor.id}, ${this.clock.now()} from referrals.message m where m.referral_id = ${referralId} and m.side = ${otherSide(side)} on conflict do nothing`);
      waited = isAddressed(actor, referral) && (await this.settle(referral, actor));
      return waited ? { events: [messagesRead(referral, side)] } : {};
    });
    return waited;
  }

  /** What the other side wrote waits no longer. */
  private async settle(referral: Referral, actor: Actor): Promise<boolean> {
    const theirs = otherSide(sideOf(actor, referral));
    return (await this.database.run(sql`
      update referrals.message set answered_at = ${this.clock.now()} where referral_id = ${referral.id} and side = ${theirs} and answered_at is null`)) > 0;
  }

  /** Those at the provider who were named for a referral whose access is limited. */
  private async namedAtProvider({ id, restricted, deliveringOrganisationId }: Referral): Promise<string[]> {
    if (!restricted) return [];
    const managers = await this.identity.peopleWith(['provider-manager'], { organisationId: deliveringOrganisationId });
    const named = (await this.access.grants(id)).map(({ userId }) => userId);
    return managers.map((person) => person.id).filter((userId) => named.includes(userId));
  }
}
