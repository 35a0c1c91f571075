import { Injectable } from '@nestjs/common';
import { Clock, must, newId, type Actor } from '#libs/kernel';
import { Database, Reader, UnitOfWork } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { addMember, agreeToTerms, changeTerms, declineTerms, removeMember, type MemberTerms, type TermsFacts } from '../domain/consortium.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { ConsortiumMemberEntity } from '../persistence/consortium-member.entity.js';
import { ConsortiumQueries } from './consortium.queries.js';

/** Who applies together: the lead says who does what, each member answers for itself. Every change waits for the application, so that none crosses its submission. */
@Injectable()
export class ConsortiumService {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: ConsortiumQueries,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** Adds an organisation, the lead itself included, to a draft of the actor's organisation. */
  async add(actor: Actor, applicationId: string, { providerId, ...terms }: MemberTerms & { readonly providerId: string }): Promise<ConsortiumMemberEntity> {
    await this.reader.one(actor, ApplicationEntity, applicationId, 'application.answer');
    return this.work.create({ actor, action: 'consortium.add', entity: ConsortiumMemberEntity }, async () => {
      const facts = await this.facts(actor, applicationId);
      const isMember = (await this.queries.members(applicationId)).some((each) => each.providerId === providerId);
      return addMember({ ...terms, id: newId(), providerId }, { ...facts, isMember, isRegistered: await this.queries.isRegistered(providerId) });
    });
  }

  /** Changes a member's terms; it is asked again. `revision` is the part as the page showed it. */
  async change(actor: Actor, id: string, terms: MemberTerms, revision?: number): Promise<ConsortiumMemberEntity> {
    return this.work.change(await this.command(actor, { id, action: 'consortium.change', revision }), async (member) => changeTerms(member, terms, await this.facts(actor, member.applicationId)));
  }

  /** Takes a member out of a draft. */
  async remove(actor: Actor, id: string): Promise<void> {
    return this.work.remove(await this.command(actor, { id, action: 'consortium.remove' }), async (member) => removeMember(member, (await this.facts(actor, member.applicationId)).application));
  }

  /** A member agrees to its terms as the page showed them. */
  async agree(actor: Actor, id: string, revision?: number): Promise<ConsortiumMemberEntity> {
    return this.work.change(await this.command(actor, { id, action: 'consortium.answer', revision }), async (member) => agreeToTerms(member, await this.facts(actor, member.applicationId)));
  }

  async decline(actor: Actor, id: string, reason: string): Promise<ConsortiumMemberEntity> {
    return this.work.change(await this.command(actor, { id, action: 'consortium.answer' }), async (member) => declineTerms(member, reason, await this.facts(actor, member.applicationId)));
  }

  /** Takes every member out: the draft is deleted, or its organisation applies alone. Joins the transaction. */
  async dissolve(actor: Actor, applicationId: string): Promise<void> {
    await this.database.transaction(async () => {
      for (const { id } of await this.queries.members(applicationId)) await this.remove(actor, id);
    });
  }

  /** A part of a consortium the actor may read; with an action, one it may also act on. */
  member(actor: Actor, id: string, action?: string): Promise<ConsortiumMemberEntity> {
    return this.reader.one(actor, ConsortiumMemberEntity, id, action);
  }

  private async command(actor: Actor, { id, action, revision }: { readonly id: string; readonly action: string; readonly revision?: number | undefined }) {
    const { applicationId } = await this.member(actor, id, action);
    const locks = [[ApplicationEntity, applicationId]] as const;
    return { actor, action, entity: ConsortiumMemberEntity, id, locks, ...(revision === undefined ? {} : { revision }) };
  }

  private async facts(actor: Actor, applicationId: string): Promise<TermsFacts> {
    const application = must(await this.queries.application(applicationId, { lock: true }), 'the application of a consortium');
    const geography = await this.catalogue.geography();
    return { application, isInside: (code, outer) => geography.covers([outer], code), actorId: actor.id, now: this.clock.now() };
  }
}
