import { Injectable } from '@nestjs/common';
import { Clock, newId, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { approveJoin, askToJoin, declineJoin, ensureUnanswered } from '../domain/join-request.js';
import type { JoinPlea, Role } from '../identity.public.js';
import { JoinRequestEntity } from '../persistence/join-request.entity.js';
import { InvitationRows } from './invitation-rows.js';
import { InvitationsService } from './invitations.service.js';
import { JoiningQueries } from './joining.queries.js';

/** People who ask to join an organisation that is registered already, and the answer they get. */
@Injectable()
export class JoinRequestsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly rows: InvitationRows,
    private readonly invitations: InvitationsService,
    private readonly joining: JoiningQueries,
    private readonly clock: Clock,
  ) {}

  /** Asks once: a second request from the address while the first waits changes nothing. */
  ask(actor: Actor, { organisationId, name, email, note }: JoinPlea): Promise<void> {
    return this.rows.alone(organisationId, async () => {
      if (await this.joining.hasAsked(email, organisationId)) return;
      const request = { id: newId(), organisationId, name, email, note, askedAt: this.clock.now() };
      await this.work.create({ actor, action: 'join-request.make', entity: JoinRequestEntity }, () => askToJoin(request));
    });
  }

  request(actor: Actor, id: string): Promise<JoinRequestEntity> {
    return this.reader.one(actor, JoinRequestEntity, id);
  }

  /** Says yes: an invitation goes to whoever asked. */
  async approve(actor: Actor, id: string, { roles, teamId = null }: { readonly roles: readonly Role[]; readonly teamId?: string | null }): Promise<JoinRequestEntity> {
    const { organisationId } = await this.reader.one(actor, JoinRequestEntity, id, 'join-request.approve');
    return this.rows.alone(organisationId, () =>
      this.work.change({ actor, action: 'join-request.approve', entity: JoinRequestEntity, id }, async (request) => {
        ensureUnanswered(request);
        const { id: invitationId } = await this.invitations.invite(actor, { email: request.email, roles, teamId });
        return approveJoin(request, { invitationId, by: actor.id });
      }),
    );
  }

  decline(actor: Actor, id: string, reason: string): Promise<JoinRequestEntity> {
    return this.work.change({ actor, action: 'join-request.decline', entity: JoinRequestEntity, id }, (request) => declineJoin(request, { reason, by: actor.id }));
  }
}
