import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { IdentityDirectory, type Person } from '../../identity/identity.public.js';
import { handOverDraft } from '../domain/draft-life.js';
import { DraftEntity } from '../persistence/draft.entity.js';

/** To whom, and what they should know. */
export interface Handover {
  readonly practitionerId: string;
  readonly note: string;
}

/** Gives a draft to a colleague, who owns it from then on. */
@Injectable()
export class DraftHandover {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Practitioners of the draft's team, besides the actor. */
  async colleagues(actor: Actor, id: string): Promise<Person[]> {
    const draft = await this.reader.one(actor, DraftEntity, id, 'draft.hand-over');
    return (await this.team(actor, draft.teamId)).filter((person) => person.id !== actor.id);
  }

  /** Hands the draft over; the actor cannot read it afterwards. Throws RuleBroken `not-in-team` or `own-draft`. */
  async handOver(actor: Actor, id: string, { practitionerId, note }: Handover): Promise<void> {
    await this.work.change({ actor, action: 'draft.hand-over', entity: DraftEntity, id }, async (draft) => {
      const team = (await this.team(actor, draft.teamId)).map((person) => person.id);
      return handOverDraft(draft, { to: practitionerId, team, note, now: this.clock.now() });
    });
  }

  private async team(actor: Actor, teamId: string): Promise<Person[]> {
    const organisationId = actor.roles.find((held) => held.role === 'practitioner' && held.teamId === teamId)?.organisationId;
    return organisationId ? this.identity.peopleWith(['practitioner'], { organisationId, teamId }) : [];
  }
}
