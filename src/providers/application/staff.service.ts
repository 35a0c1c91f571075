import { Injectable } from '@nestjs/common';
import { Clock, newId, systemActor, type Actor, type Decision } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/persistence';
import { excludeStaff, matchWithExclusion } from '../domain/exclusion.js';
import { holdForCheck } from '../domain/staff-care.js';
import { addStaff, authoriseStaff, leaveStaff, reinstateStaff, suspendStaff, updateStaff, withdrawStaff, type AuthoriseFacts, type StaffDetails, type StaffMember } from '../domain/staff-member.js';
import { ExclusionEntity, StaffMemberEntity } from '../persistence/staff.entity.js';
import { ExclusionQueries } from './exclusions.queries.js';
import { StaffFactsReader } from './staff-facts.js';
import { StaffQueries } from './staff.queries.js';

type Rule = (member: StaffMember, facts: AuthoriseFacts) => Decision<StaffMember>;

/** Who an organisation puts in front of people on probation: added, authorised, suspended, withdrawn, gone. */
@Injectable()
export class StaffService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly facts: StaffFactsReader,
    private readonly queries: StaffQueries,
    private readonly exclusions: ExclusionQueries,
    private readonly clock: Clock,
  ) {}

  /** Puts someone on a register. Two who add the same person at once: the second is told. */
  add(actor: Actor, organisationId: string, details: StaffDetails): Promise<StaffMemberEntity> {
    return this.database.transaction(async () => {
      const register = await this.facts.lockedRegister(actor, organisationId);
      const about = { ...(await this.facts.ofDetails(details, { organisationId, register })), id: newId(), organisationId, now: this.clock.now() };
      return this.work.create({ actor, action: 'staff.add', entity: StaffMemberEntity }, () => addStaff(details, about));
    });
  }

  /** Corrects someone's details; `revision` is what the actor saw. */
  update(actor: Actor, id: string, { details, revision }: { readonly details: StaffDetails; readonly revision?: number | undefined }): Promise<StaffMemberEntity> {
    return this.database.transaction(async () => {
      await this.facts.lockRegisterOf(id);
      return this.work.change({ actor, action: 'staff.update', entity: StaffMemberEntity, id, ...(revision === undefined ? {} : { revision }) }, async (member) => {
        const register = await this.queries.register(member.organisationId);
        return updateStaff(member, details, await this.facts.ofDetails(details, { organisationId: member.organisationId, register, self: id }));
      });
    });
  }

  /** Authorises someone, or has commissioners compare them with the exclusion list first: then `check` is `waiting`. */
  authorise(actor: Actor, id: string): Promise<StaffMemberEntity> {
    return this.admit(actor, { id, action: 'staff.authorise' }, authoriseStaff);
  }

  /** Lifts a suspension, under the same rules. */
  reinstate(actor: Actor, id: string): Promise<StaffMemberEntity> {
    return this.admit(actor, { id, action: 'staff.reinstate' }, reinstateStaff);
  }

  suspend(actor: Actor, id: string, reason: string): Promise<StaffMemberEntity> {
    return this.work.change({ actor, action: 'staff.suspend', entity: StaffMemberEntity, id }, (member) => suspendStaff(member, { reason, today: this.clock.today() }));
  }

  /** Withdraws an authorisation and puts the person on the exclusion list; commissioners look at whoever is authorised elsewhere under the same name and date of birth. */
  withdraw(actor: Actor, id: string, reason: string): Promise<StaffMemberEntity> {
    return this.database.transaction(async () => {
      await this.queries.lockPersonOf(id);
      return this.work.change({ actor, action: 'staff.withdraw', entity: StaffMemberEntity, id }, async (member) => {
        const decision = withdrawStaff(member, { reason, today: this.clock.today() });
        const ruling = { id: newId(), reason, by: actor.name, now: this.clock.now() };
        const { id: exclusionId } = await this.work.create({ actor, action: 'exclusion.list', entity: ExclusionEntity }, () => excludeStaff(member, ruling));
        for (const other of await this.queries.sameElsewhere(member)) await this.hold(exclusionId, other);
        return decision;
      });
    });
  }

  /** The person no longer works for the organisation. */
  leave(actor: Actor, id: string): Promise<StaffMemberEntity> {
    return this.work.change({ actor, action: 'staff.leave', entity: StaffMemberEntity, id }, (member) => leaveStaff(member, { today: this.clock.today() }));
  }

  private admit(actor: Actor, { id, action }: { readonly id: string; readonly action: string }, rule: Rule): Promise<StaffMemberEntity> {
    return this.database.transaction(async () => {
      await this.queries.lockPersonOf(id);
      return this.work.change({ actor, action, entity: StaffMemberEntity, id }, async (member) => {
        const matches = await this.exclusions.matching(member);
        const decision = rule(member, { ...this.facts.now(), matches: matches.length });
        if (decision.changes?.check === 'waiting') for (const exclusionId of matches) await this.match(exclusionId, member);
        return decision;
      });
    });
  }

  private async hold(exclusionId: string, other: StaffMember): Promise<void> {
    await this.match(exclusionId, other);
    await this.work.change({ actor: systemActor, action: 'staff.check', entity: StaffMemberEntity, id: other.id }, (member) => holdForCheck(member));
  }

  /** The list is not its organisation's to read, so the service compares. */
  private async match(exclusionId: string, member: StaffMember): Promise<void> {
    const made = { id: newId(), now: this.clock.now() };
    await this.work.change({ actor: systemActor, action: 'exclusion.match', entity: ExclusionEntity, id: exclusionId }, (exclusion) => matchWithExclusion(exclusion, member, made));
  }
}
