import { Injectable } from '@nestjs/common';
import type { Actor, Day } from '#libs/kernel';
import { Database, Reader, sql, whereScope } from '#libs/persistence';
import type { AddressHolder } from '../domain/invitation.js';
import type { Role } from '../identity.public.js';
import { InvitationEntity } from '../persistence/invitation.entity.js';
import { JoinRequestEntity } from '../persistence/join-request.entity.js';

/** An invitation nobody has taken up yet. */
export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly teamId: string | null;
  readonly status: string;
  readonly sentAt: Date;
  readonly expiresOn: Day;
}

/** Someone who waits for an answer. */
export interface JoinRequestRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly note: string;
  readonly status: string;
  readonly askedAt: Date;
}

/** Reads of who is invited and who asks to join. */
@Injectable()
export class JoiningQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** Makes whoever changes who belongs to an organisation wait for whoever is changing it, until the transaction ends. */
  async lockOrganisation(id: string): Promise<void> {
    await this.database.rows(sql`select id from identity.organisation where id = ${id} for update`);
  }

  /** Whose account an address is, seen from an organisation. A closed account is nobody's. */
  async holderOf(email: string, organisationId: string): Promise<AddressHolder> {
    const found = await this.database.first<{ organisationId: string }>(sql`
      select organisation_id from identity.user_account where email = ${email.trim().toLowerCase()} and status = 'active'`);
    if (!found) return 'nobody';
    return found.organisationId === organisationId ? 'colleague' : 'elsewhere';
  }

  async isInvited(email: string, organisationId: string): Promise<boolean> {
    const found = await this.database.first(sql`
      select id from identity.invitation where organisation_id = ${organisationId} and email = ${email.trim().toLowerCase()} and status = 'waiting'`);
    return found !== null;
  }

  async hasAsked(email: string, organisationId: string): Promise<boolean> {
    const found = await this.database.first(sql`
      select id from identity.join_request where organisation_id = ${organisationId} and email = ${email.trim().toLowerCase()} and status = 'waiting'`);
    return found !== null;
  }

  /** Invitations the actor may see that wait, by address. */
  invitations(actor: Actor): Promise<InvitationRow[]> {
    return this.database.rows<InvitationRow>(sql`
      select i.id, i.email, i.roles, i.team_id, i.status, i.sent_at, i.expires_on from identity.invitation i
      where ${whereScope(this.reader.scope(actor, InvitationEntity), 'i')} and i.status = 'waiting' order by i.email, i.id limit 500`);
  }

  /** Requests the actor may see that wait, the oldest first. */
  joinRequests(actor: Actor): Promise<JoinRequestRow[]> {
    return this.database.rows<JoinRequestRow>(sql`
      select j.id, j.name, j.email, j.note, j.status, j.asked_at from identity.join_request j
      where ${whereScope(this.reader.scope(actor, JoinRequestEntity), 'j')} and j.status = 'waiting' order by j.asked_at, j.id limit 500`);
  }
}
