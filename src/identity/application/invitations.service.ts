import { Injectable } from '@nestjs/common';
import { anonymousActor, Clock, ensure, newId, NotFound, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { acceptInvitation, cancelInvitation, invite, isExpired, resendInvitation } from '../domain/invitation.js';
import type { Letter, Role } from '../identity.public.js';
import { InvitationEntity } from '../persistence/invitation.entity.js';
import type { UserEntity } from '../persistence/user.entity.js';
import { AccountsService } from './accounts.service.js';
import { InvitationRows } from './invitation-rows.js';
import { JoiningQueries } from './joining.queries.js';
import { LinkTokens } from './link-tokens.js';
import { SHORTEST_PASSWORD } from './passwords.js';

/** Who is to be invited and what they will do; a team for practitioners. */
export interface Invited {
  readonly email: string;
  readonly roles: readonly Role[];
  readonly teamId?: string | null;
}

/** An invitation as whoever opens its link sees it. */
export interface OpenedInvitation {
  readonly organisation: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly state: 'waiting' | 'accepted' | 'cancelled' | 'expired';
  /** Whether the address had an account that is opened again, under the name it has. */
  readonly isReopened: boolean;
}

/** Invites colleagues and lets them in. Everyone who changes the people of one organisation waits for the other. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: InvitationRows,
    private readonly accounts: AccountsService,
    private readonly joining: JoiningQueries,
    private readonly tokens: LinkTokens,
    private readonly clock: Clock,
  ) {}

  /** Invites someone to the organisation whose accounts the actor looks after. */
  invite(actor: Actor, { email, roles, teamId = null }: Invited): Promise<InvitationEntity> {
    const organisationId = this.accounts.lookedAfterBy(actor);
    return this.rows.alone(organisationId, () =>
      this.work.create({ actor, action: 'invitation.make', entity: InvitationEntity }, async () => {
        const isInvited = await this.joining.isInvited(email, organisationId);
        const facts = { ...(await this.rows.organisation(organisationId)), now: this.clock.now(), holder: await this.joining.holderOf(email, organisationId), isInvited };
        return invite({ id: newId(), organisationId, email, roles, teamId, invitedBy: actor.id }, facts);
      }),
    );
  }

  resend(actor: Actor, id: string): Promise<InvitationEntity> {
    return this.work.change({ actor, action: 'invitation.resend', entity: InvitationEntity, id }, async (invitation) =>
      resendInvitation(invitation, { now: this.clock.now(), holder: await this.joining.holderOf(invitation.email, invitation.organisationId) }),
    );
  }

  cancel(actor: Actor, id: string): Promise<InvitationEntity> {
    return this.work.change({ actor, action: 'invitation.cancel', entity: InvitationEntity, id }, (invitation) => cancelInvitation(invitation));
  }

  /** One that the actor may see. Throws NotFound. */
  invitation(actor: Actor, id: string): Promise<InvitationEntity> {
    return this.rows.read(id, actor);
  }

  /** The letter of an invitation, where no mail is sent. */
  shownLetter(id: string): Promise<Letter | null> {
    return this.rows.shownLetter(id);
  }

  /** What a link leads to. Throws NotFound for a token we never made. */
  async opened(token: string): Promise<OpenedInvitation> {
    const { organisationId, email, roles, status, expiresOn } = await this.rows.read(this.idIn(token));
    const { name } = await this.rows.organisation(organisationId);
    const state = status === 'waiting' && isExpired({ expiresOn }, this.clock.today()) ? 'expired' : status;
    return { organisation: name, email, roles, state, isReopened: await this.accounts.isClosed(email) };
  }

  /** The invited person has an account, a new one under the name they give. Throws NotFound, or RuleBroken for one used, cancelled or expired. */
  async accept(token: string, { name, password }: { readonly name: string | null; readonly password: string }): Promise<UserEntity> {
    const id = this.idIn(token);
    ensure(password.length >= SHORTEST_PASSWORD, 'password-too-short', `Password must be ${SHORTEST_PASSWORD} characters or more`, 'password');
    const passwordHash = await this.rows.hash(password);
    const { organisationId, email } = await this.rows.read(id);
    ensure(name?.trim() || (await this.accounts.isClosed(email)), 'name-missing', 'Enter your name', 'name');
    return this.rows.alone(organisationId, async () => {
      const accepted = await this.work.change({ actor: anonymousActor, action: 'invitation.accept', entity: InvitationEntity, id }, async (invitation) =>
        acceptInvitation(invitation, { today: this.clock.today(), holder: await this.joining.holderOf(invitation.email, organisationId) }),
      );
      const roles = accepted.roles.map((role) => ({ role, organisationId, teamId: role === 'practitioner' ? accepted.teamId : null }));
      return this.accounts.admit(anonymousActor, { name: name ?? '', email: accepted.email, passwordHash, roles });
    });
  }

  private idIn(token: string): string {
    const id = this.tokens.idIn('invitation', token);
    if (!id) throw new NotFound('invitation');
    return id;
  }
}
