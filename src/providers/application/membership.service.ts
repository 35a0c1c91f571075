import { Injectable } from '@nestjs/common';
import { Clock, must, newId, systemActor, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { largestContract } from '../domain/financial-band.js';
import { liftIfInDate } from '../domain/membership-expiry.js';
import type { ReinstatementReason, RemovalReason, SuspensionReason } from '../domain/membership-reasons.js';
import { admitMember, extendMembership, recomputeBand, reinstateMember, removeMember, suspendMember, type Because, type StatusFacts } from '../domain/membership.js';
import { MembershipEntity } from '../persistence/membership.entity.js';
import { MemberQueries } from './members.queries.js';
import { MembershipFacts, type Admitted } from './membership-facts.js';
import { MembershipQueries } from './memberships.queries.js';

/** A decision about one membership; `revision` is what the page showed. */
export interface MembershipCommand {
  readonly id: string;
  readonly revision?: number | undefined;
}

/** Memberships: who is admitted for what, and how each stands. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly members: MemberQueries,
    private readonly queries: MembershipQueries,
    private readonly facts: MembershipFacts,
    private readonly clock: Clock,
  ) {}

  /** Admits an application's provider for parts of it, joining the decision's transaction. Its answers stand from now on. Nothing happens without parts. */
  async admit(actor: Actor, admitted: Admitted): Promise<void> {
    if (admitted.parts.length === 0) return;
    const { providerId, vehicleCode } = admitted.application;
    const membershipId = await this.members.membershipId(providerId, vehicleCode);
    const command = { actor, action: 'member.admit', entity: MembershipEntity };
    if (!membershipId) {
      await this.work.create(command, async () => admitMember({ id: newId(), providerId, vehicleCode }, await this.facts.earned(admitted, null), this.now(actor)));
      return;
    }
    await this.work.change({ ...command, id: membershipId }, async (member) => {
      const { decision, answers } = extendMembership(member, await this.facts.earned(admitted, membershipId), this.now(actor));
      const lifted = liftIfInDate(member, answers, { ...this.now(actor), today: this.clock.today() });
      return { ...decision, changes: { ...decision.changes, ...lifted.changes }, events: lifted.events ?? [] };
    });
  }

  /** Stops new lots and invitations; live contracts and their referrals go on. Throws RuleBroken as `suspendMember`. */
  suspend(actor: Actor, { id, revision }: MembershipCommand, because: Because<Exclude<SuspensionReason, 'evidence-expired'>>): Promise<MembershipEntity> {
    return this.work.change({ ...commandOf(actor, id, revision), action: 'member.suspend' }, (member) => suspendMember(member, because, this.now(actor)));
  }

  /** Ends a suspension. Throws RuleBroken as `reinstateMember`. */
  reinstate(actor: Actor, { id, revision }: MembershipCommand, because: Because<Exclude<ReinstatementReason, 'evidence-in-date'>>): Promise<MembershipEntity> {
    return this.work.change({ ...commandOf(actor, id, revision), action: 'member.reinstate' }, async (member) => {
      const { label } = await this.facts.questions(member.vehicleCode);
      return reinstateMember(member, because, { ...this.now(actor), today: this.clock.today(), answers: await this.facts.answers(id), label });
    });
  }

  /** Takes a member off the register. Throws RuleBroken as `removeMember`. */
  remove(actor: Actor, { id, revision }: MembershipCommand, because: Because<RemovalReason>): Promise<MembershipEntity> {
    return this.work.change({ ...commandOf(actor, id, revision), action: 'member.remove' }, async (member) =>
      removeMember(member, because, { ...this.now(actor), answers: await this.facts.answers(id) }));
  }

  /** Brings the bands of members up to date where the rule of their framework or market has changed: each in its own transaction. Answers how many changed. */
  async followBandRules(): Promise<number> {
    const members = await this.queries.bands();
    const codes = [...new Set(members.map(({ vehicleCode }) => vehicleCode))];
    const rules = new Map(await Promise.all(codes.map(async (code) => [code, await this.facts.bandRule(code)] as const)));
    const ruleOf = (code: string) => must(rules.get(code), 'the rule');
    const ids = members.filter(({ vehicleCode, turnoverPence, financialBandPence }) => largestContract(turnoverPence, ruleOf(vehicleCode)) !== financialBandPence).map(({ id }) => id);
    const followed = await this.work.changeEach({ actor: systemActor, action: 'member.recompute-band', entity: MembershipEntity, ids }, (member) => recomputeBand(member, ruleOf(member.vehicleCode)));
    const failed = followed.find((each) => !each.ok);
    if (failed && !failed.ok) throw failed.error;
    return followed.length;
  }

  /** A membership the actor may read; with an action, one it may also act on. */
  membership(actor: Actor, id: string, action = 'member.read-standing'): Promise<MembershipEntity> {
    return this.reader.one(actor, MembershipEntity, id, action);
  }

  /** Whether the action reaches the membership: what pages ask before they show a button. */
  may(actor: Actor, action: string, member: MembershipEntity): boolean {
    return this.reader.may(actor, MembershipEntity, action, member);
  }

  private now(actor: Actor): StatusFacts {
    return { now: this.clock.now(), actorId: actor.id };
  }
}

function commandOf(actor: Actor, id: string, revision?: number): { actor: Actor; entity: typeof MembershipEntity; id: string; revision?: number } {
  return { actor, entity: MembershipEntity, id, ...(revision === undefined ? {} : { revision }) };
}
