import { Injectable } from '@nestjs/common';
import { Clock, newId, teamsOf, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { acceptReferral, allocateReferral, declineReferral, endReferral, withdrawReferral, type DeclineReason } from '../domain/referral.js';
import { sendReferral, type ReferralContent } from '../domain/send-referral.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import type { EndReasonCode } from '../referrals.public.js';
import { SendFactsReader } from './send-facts.js';

/** What happens to a referral until someone accepts it, and what delivery tells it afterwards. */
@Injectable()
export class ReferralsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly sendFacts: SendFactsReader,
    private readonly contracts: ContractDirectory,
    private readonly clock: Clock,
  ) {}

  /** Sends a referral to a contract. Throws RuleBroken for anything the contract or the catalogue does not allow. */
  send(actor: Actor, contractId: string, content: ReferralContent): Promise<ReferralEntity> {
    return this.work.create({ actor, action: 'referral.send', entity: ReferralEntity }, async () =>
      sendReferral(content, await this.sendFacts.read({ id: newId(), contractId, content, practitioner: { id: actor.id, teamId: teamsOf(actor, 'practitioner')[0] ?? '' } })),
    );
  }

  decline(actor: Actor, id: string, answer: { readonly reason: DeclineReason; readonly comment: string }): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.decline', entity: ReferralEntity, id }, (referral) => declineReferral(referral, { now: this.clock.now(), ...answer }));
  }

  withdraw(actor: Actor, id: string, answer: { readonly code: EndReasonCode; readonly comment: string }): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.withdraw', entity: ReferralEntity, id }, (referral) => withdrawReferral(referral, { now: this.clock.now(), ...answer }));
  }

  /** Gives a waiting referral to a subcontractor on its contract, or back to the prime. */
  allocate(actor: Actor, id: string, organisationId: string): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.allocate', entity: ReferralEntity, id }, async (referral) => {
      const chain = await this.contracts.subcontractors(referral.contractId);
      return allocateReferral(referral, { organisationId, onContract: chain.map((member) => member.organisationId) });
    });
  }

  /** Called by delivery, in its transaction, when a case opens. */
  markAccepted(actor: Actor, id: string, caseworkerId: string): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.accept', entity: ReferralEntity, id }, (referral) => acceptReferral(referral, { now: this.clock.now(), caseworkerId }));
  }

  /** Called by delivery, in its transaction, when a case gets another caseworker. */
  markReassigned(actor: Actor, id: string, caseworkerId: string): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.reassign', entity: ReferralEntity, id }, () => ({ changes: { caseworkerId } }));
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
