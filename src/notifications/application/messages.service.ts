import { Injectable } from '@nestjs/common';
import { Environment } from '#libs/config';
import { Clock, must, newId } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { MailService } from '../adapters/mail.service.js';
import type { HeardEvent } from '../domain/heard-events.js';
import { messagesAbout, type Message } from '../domain/messages.js';
import { EventFactsReader } from './event-facts.js';
import { referralOf } from './limited-referrals.js';
import { Readers, type Reader } from './readers.js';

interface Written {
  readonly id: string;
  readonly triedAt: Date | null;
  readonly sentAt: Date | null;
}

/** A message, the referral it is about, if any, and when what it tells of happened: in that order a mailbox shows it, however late it was written. */
type DatedMessage = Message & { readonly at: Date; readonly referralId: string | null };

/** Tells the right people about an event: each message is written once, and mailed until it is taken. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly database: Database,
    private readonly facts: EventFactsReader,
    private readonly readers: Readers,
    private readonly mail: MailService,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** Runs outside a transaction. One reader's failure keeps no other from being told; the first is thrown at the end, so that the job is tried again. */
  async tell(eventId: string, event: HeardEvent): Promise<void> {
    const failures: unknown[] = [];
    const referralId = referralOf(event.data);
    for (const message of messagesAbout(event, await this.facts.of(event))) {
      for (const person of await this.readers.of(message.to, referralId)) {
        // Nobody needs to be told what they did themselves.
        if (person.id !== event.actorId) await this.deliver(eventId, { ...message, referralId, at: event.occurredAt }, person).catch((error: unknown) => failures.push(error));
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  private async deliver(eventId: string, message: DatedMessage, person: Reader): Promise<void> {
    const written = await this.write(eventId, message, person);
    if (written.sentAt) return;
    await this.database.run(sql`update notifications.message set tried_at = ${this.clock.now()} where id = ${written.id}`);
    try {
      const body = `${message.words}\n\n${this.environment.baseUrl}${message.href}${message.token ? `/${message.token}` : ''}`;
      await this.mail.send({ reference: written.id, address: person.email, subject: message.subject, body, again: written.triedAt !== null });
    } catch (error) {
      await this.database.run(sql`update notifications.message set failure = ${error instanceof Error ? error.message : String(error)} where id = ${written.id}`);
      throw error;
    }
    await this.database.run(sql`update notifications.message set sent_at = ${this.clock.now()}, failure = null where id = ${written.id}`);
  }

  /** The one message of this kind about this event to this person, written now or before. */
  private async write(eventId: string, { kind, subject, words, href, at, referralId }: DatedMessage, person: Reader): Promise<Written> {
    await this.database.run(sql`
      insert into notifications.message (id, event_id, kind, recipient_id, address, subject, words, href, written_at, referral_id)
      values (${newId()}, ${eventId}, ${kind}, ${person.id}, ${person.email}, ${subject}, ${words}, ${href}, ${at}, ${referralId})
      on conflict do nothing`);
    const written = await this.database.first<Written>(sql`
      select id, tried_at, sent_at from notifications.message where event_id = ${eventId} and kind = ${kind} and (recipient_id = ${person.id} or (recipient_id is null and address = ${person.email}))`);
    return must(written, 'the message');
  }
}
