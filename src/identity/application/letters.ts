import { Injectable } from '@nestjs/common';
import { Environment } from '#libs/config';
import { must } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import type { Invitation } from '../domain/invitation.js';
import type { JoinRequest } from '../domain/join-request.js';
import { accountExistsLetter, confirmationLetter, invitationLetter, joinDeclinedLetter, refusalLetter, type LetterText } from '../domain/letters.js';
import type { Newcomer } from '../domain/newcomer.js';
import type { Letter, LetterKind } from '../identity.public.js';
import { IdentityQueries } from './identity.queries.js';
import { LinkTokens } from './link-tokens.js';

/** Letters to people who have no account yet, written from how things stand. */
@Injectable()
export class Letters {
  constructor(
    private readonly database: Database,
    private readonly queries: IdentityQueries,
    private readonly tokens: LinkTokens,
    private readonly environment: Environment,
  ) {}

  /** The letter with its secret; null when there is nothing left to write. */
  async about(kind: LetterKind, id: string): Promise<Letter | null> {
    const text = await this.text(kind, id);
    const holdsLink = text && (text.path === '/register/confirm' || text.path === '/invitations');
    return text && { ...text, token: holdsLink ? this.tokens.of(kind, id) : null };
  }

  /** The letter where no mail is sent, so that people can go on: in the demo world, and in development without a mail service. Null elsewhere. */
  async shown(kind: LetterKind, id: string): Promise<Letter | null> {
    const { demo, nodeEnv, notifyApiKey } = this.environment;
    return demo || (nodeEnv === 'development' && notifyApiKey === null) ? this.about(kind, id) : null;
  }

  private text(kind: LetterKind, id: string): Promise<LetterText | null> {
    switch (kind) {
      case 'confirm-address':
        return this.confirmation(id);
      case 'newcomer-refused':
        return this.refusal(id);
      case 'invitation':
        return this.invitation(id);
      case 'join-declined':
        return this.joinDeclined(id);
    }
  }

  private async confirmation(id: string): Promise<LetterText | null> {
    const newcomer = await this.newcomer(id);
    if (newcomer?.status !== 'waiting') return null;
    const account = await this.queries.userByEmail(newcomer.email);
    return account?.status === 'active' ? accountExistsLetter(newcomer.email) : confirmationLetter(newcomer.email);
  }

  private async refusal(id: string): Promise<LetterText | null> {
    const newcomer = await this.newcomer(id);
    return newcomer?.reason ? refusalLetter(newcomer.email, newcomer.reason) : null;
  }

  private async invitation(id: string): Promise<LetterText | null> {
    const found = await this.database.first<Pick<Invitation, 'email' | 'organisationId' | 'expiresOn'>>(sql`
      select email, organisation_id, expires_on from identity.invitation where id = ${id} and status = 'waiting'`);
    return found && invitationLetter(found.email, { organisation: await this.organisation(found.organisationId), expiresOn: found.expiresOn });
  }

  private async joinDeclined(id: string): Promise<LetterText | null> {
    const found = await this.database.first<Pick<JoinRequest, 'email' | 'organisationId' | 'reason'>>(sql`
      select email, organisation_id, reason from identity.join_request where id = ${id} and status = 'declined'`);
    return found && joinDeclinedLetter(found.email, { organisation: await this.organisation(found.organisationId), reason: found.reason ?? '' });
  }

  private newcomer(id: string): Promise<Pick<Newcomer, 'email' | 'status' | 'reason'> | null> {
    return this.database.first(sql`select email, status, reason from identity.newcomer where id = ${id}`);
  }

  private async organisation(id: string): Promise<string> {
    return must((await this.queries.organisations([id]))[0], `organisation ${id}`).name;
  }
}
