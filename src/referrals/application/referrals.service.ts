import { Injectable } from '@nestjs/common';
import { Clock, newId, systemActor, teamsOf, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { acceptReferral, endReferral, withdrawReferral } from '../domain/referral.js';
import { unmarked, type ReferralContent, type ReferralMarks } from '../domain/referral-content.js';
import { withChoice } from '../domain/best-eligible.js';
import { sendReferral } from '../domain/send-referral.js';
import { withLimitedAccess } from '../domain/limited-access.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import type { EndReasonCode } from '../referrals.public.js';
import { LimitedAccessService } from './limited-access.service.js';
import { SendFactsReader } from './send-facts.js';

/** What happens to a referral until someone accepts it, and what delivery tells it afterwards. */
@Injectable()
export class ReferralsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly sendFacts: SendFactsReader,
    private readonly access: LimitedAccessService,
    private readonly clock: Clock,
  ) {}

  /** Sends a referral to a contract; `marks` say where answers came from and whether access is limited. Throws RuleBroken for anything the contract or the catalogue does not allow. */
  send(actor: Actor, contractId: string, content: ReferralContent, marks: ReferralMarks = unmarked): Promise<ReferralEntity> {
    const limited = { ...marks, restricted: marks.restricted || marks.limiting !== undefined };
    const sending = { id: newId(), contractId, content, marks: limited, practitioner: { id: actor.id, teamId: teamsOf(actor, 'practitioner')[0] ?? '' } };
    return this.work.create({ actor, action: 'referral.send', entity: ReferralEntity }, async () => {
      const sent = withChoice(sendReferral(content, await this.sendFacts.read(sending)), marks.choice, newId);
      return withLimitedAccess(sent, marks.limiting, { by: actor.id, now: this.clock.now(), candidates: await this.sendFacts.readersOf(sending), newId });
    });
  }

  withdraw(actor: Actor, id: string, answer: { readonly code: EndReasonCode; readonly comment: string }): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.withdraw', entity: ReferralEntity, id }, (referral) => withdrawReferral(referral, { now: this.clock.now(), ...answer }));
  }

  /** Called by delivery, in its transaction, when a case opens. */
  markAccepted(actor: Actor, id: string, caseworkerId: string): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.accept', entity: ReferralEntity, id }, async (referral) => {
      await this.access.ensureNamed(referral, caseworkerId);
      return acceptReferral(referral, { now: this.clock.now(), caseworkerId });
    });
  }

  /** Called by delivery, in its transaction, when a case gets another caseworker. */
  markReassigned(actor: Actor, id: string, caseworkerId: string): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.reassign', entity: ReferralEntity, id }, async (referral) => {
      await this.access.ensureNamed(referral, caseworkerId);
      return { changes: { caseworkerId } };
    });
  }

  /** Called by delivery, in its transaction, when a case goes to another organisation on the contract. */
  markHandedOver(actor: Actor, id: string, { organisationId, caseworkerId }: { readonly organisationId: string; readonly caseworkerId: string }): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.hand-over', entity: ReferralEntity, id }, async (referral) => {
      await this.access.ensureNamed(referral, caseworkerId);
      return { changes: { deliveringOrganisationId: organisationId, caseworkerId } };
    });
  }

  /** Called by delivery, in its transaction, when a plan is approved: the first time counts. */
  lockDetails(id: string): Promise<ReferralEntity> {
    return this.work.change({ actor: systemActor, action: 'referral.lock-details', entity: ReferralEntity, id }, ({ detailsLockedAt }) => ({ changes: { detailsLockedAt: detailsLockedAt ?? this.clock.now() } }));
  }

  /** Called by delivery, in its transaction, when a case ends. */
  markEnded(actor: Actor, id: string): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.end', entity: ReferralEntity, id }, (referral) => endReferral(referral, { now: this.clock.now() }));
  }

  /** A referral the actor may read; with an action, one it may also act on. */
  referral(actor: Actor, id: string, action?: string): Promise<ReferralEntity> {
    return this.reader.one(actor, ReferralEntity, id, action);
  }
}
