import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, empty, Reader, sql, whereScope, type Sql } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { otherSide } from '../domain/conversation.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import type { ReferralSide } from '../referrals.public.js';

/** A message as both sides see it, and who of the other side has read it. */
export interface MessageRow {
  readonly id: string;
  readonly side: ReferralSide;
  readonly writerId: string;
  readonly writerName: string;
  readonly words: string;
  readonly writtenAt: Date;
  readonly readBy: readonly { readonly name: string; readonly at: string }[];
  /** Whether the actor had not read it: always false of their own side's. */
  readonly isNew: boolean;
  /** When it stopped waiting for the other side. */
  readonly answeredAt: Date | null;
}

/** Where a conversation continues: the oldest message shown. */
export interface MessagePosition {
  readonly writtenAt: string;
  readonly id: string;
}

/** A conversation with messages that wait for the actor. */
export interface WaitingConversation {
  readonly referralId: string;
  readonly reference: string;
  readonly personName: string;
  readonly waiting: number;
  readonly lastAt: Date;
}

/** The most that is counted in the navigation. */
export const WAITING_CAP = 100;

const columns = sql`m.id, m.side, m.writer_id, m.words, m.written_at, m.answered_at,
  coalesce((select json_agg(json_build_object('id', g.reader_id, 'at', g.read_at) order by g.read_at, g.reader_id) from referrals.message_reading g where g.message_id = m.id), '[]') as readings`;

type StoredRow = Omit<MessageRow, 'writerName' | 'readBy'> & { readonly readings: readonly { readonly id: string; readonly at: string }[] };

/** Reads of conversations. The caller of `of` has read the referral. */
@Injectable()
export class ConversationQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly identity: IdentityDirectory,
  ) {}

  /** The newest `limit` messages of a referral before a position, oldest first. */
  async of(actor: Actor, referralId: string, { side, before, limit }: { readonly side: ReferralSide; readonly before?: MessagePosition | undefined; readonly limit: number }): Promise<MessageRow[]> {
    const rows = await this.database.rows<StoredRow>(sql`
      select ${columns},
        m.side = ${otherSide(side)} and not exists (select from referrals.message_reading g where g.message_id = m.id and g.reader_id = ${actor.id}) as is_new
      from referrals.message m
      where m.referral_id = ${referralId} ${before ? sql`and (m.written_at, m.id) < (${before.writtenAt}::timestamptz, ${before.id}::uuid)` : empty}
      order by m.written_at desc, m.id desc limit ${limit}`);
    return this.named(rows.reverse());
  }

  /** A message by its id; its writer has just written it. */
  async message(id: string): Promise<MessageRow | undefined> {
    return (await this.named(await this.database.rows<StoredRow>(sql`select ${columns}, false as is_new from referrals.message m where m.id = ${id}`)))[0];
  }

  /** Whether a form was sent before, by its key: with the same words, with others, or not at all. */
  async sentBefore(actor: Actor, referralId: string, { words, key }: { readonly words: string; readonly key: string }): Promise<'same' | 'other' | null> {
    const row = await this.database.first<{ words: string; writerId: string; referralId: string }>(sql`select words, writer_id, referral_id from referrals.message where id = ${key}`);
    if (!row) return null;
    return row.words === words && row.writerId === actor.id && row.referralId === referralId ? 'same' : 'other';
  }

  /** Conversations in which the other side waits for the actor to read, longest first. */
  waiting(actor: Actor, limit: number): Promise<WaitingConversation[]> {
    return this.database.rows<WaitingConversation>(sql`
      select r.id as referral_id, r.reference, r.first_name || ' ' || r.last_name as person_name, count(*)::int as waiting, max(m.written_at) as last_at
      ${this.waitingFor(actor)} group by r.id order by min(m.written_at), r.id limit ${limit}`);
  }

  /** How many messages wait for the actor, counted no further than one over the cap. */
  async count(actor: Actor): Promise<number> {
    const row = await this.database.first<{ count: number }>(sql`select count(*)::int as count from (select 1 ${this.waitingFor(actor)} limit ${WAITING_CAP + 1}) as waiting`);
    return row?.count ?? 0;
  }

  private async named(rows: readonly StoredRow[]): Promise<MessageRow[]> {
    const people = await this.identity.people([...new Set(rows.flatMap((row) => [row.writerId, ...row.readings.map((each) => each.id)]))]);
    const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '';
    return rows.map(({ readings, ...row }) => ({ ...row, writerName: nameOf(row.writerId), readBy: readings.map(({ id, at }) => ({ name: nameOf(id), at })) }));
  }

  /** The side that waits on each referral is the one its reader is on: a practitioner waits for the provider, everyone else for the practitioner. */
  private waitingFor(actor: Actor): Sql {
    const teams = actor.roles.flatMap(({ role, teamId }) => (role === 'practitioner' && teamId ? [teamId] : []));
    return sql`from referrals.message m join referrals.referral r on r.id = m.referral_id
      where m.answered_at is null and ${whereScope(this.reader.scope(actor, ReferralEntity, 'message.wait'), 'r')}
        and m.side = case when r.team_id = any(${teams}::uuid[]) then 'provider' else 'practitioner' end`;
  }
}
