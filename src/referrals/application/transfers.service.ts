import { Injectable } from '@nestjs/common';
import { Clock, newId, NotAllowed, teamsOf, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { stillLimited } from '../domain/draft-access.js';
import { answersOf, type DraftAnswers } from '../domain/draft-content.js';
import { moveDraft } from '../domain/draft-person.js';
import type { Referral } from '../domain/referral.js';
import { contentOfReferral, ensureElsewhere, goOnwards } from '../domain/transfer.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import type { GoingOn, TransferReasonCode, WentOn } from '../referrals.public.js';
import { DraftsService } from './drafts.service.js';
import { NamedColleagues } from './named-colleagues.js';
import { NewServiceFacts } from './new-service.facts.js';
import { OnwardLinks } from './onward-links.js';
import { ReferralQueries } from './referrals.queries.js';
import { ReferralsService } from './referrals.service.js';

/** What going on at another service reads of this one and that. */
@Injectable()
export class OnwardContent {
  constructor(
    private readonly queries: ReferralQueries,
    private readonly colleagues: NamedColleagues,
    private readonly services: NewServiceFacts,
  ) {}

  /** Everything a referral says. */
  async of(referral: Referral): Promise<ReturnType<typeof contentOfReferral>> {
    return contentOfReferral(referral, await this.queries.needsOf(referral.id));
  }

  /** The same as a draft for a contract answers it: all but what that service does not offer. */
  async answers(actor: Actor, referral: Referral, contractId: string): Promise<DraftAnswers> {
    const said = answersOf(await this.of(referral));
    const [teamId] = teamsOf(actor, 'practitioner');
    if (!teamId) throw new NotAllowed('draft.start');
    const answers = referral.restricted ? { ...said, ...stillLimited(await this.colleagues.colleaguesOn(referral, { teamId, but: actor.id })) } : said;
    return moveDraft({ answers }, await this.services.of({ teamId, contractId })).changes?.answers ?? answers;
  }
}

/** Going on at another service without typing anything again. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly referrals: ReferralsService,
    private readonly drafts: DraftsService,
    private readonly links: OnwardLinks,
    private readonly content: OnwardContent,
    private readonly clock: Clock,
  ) {}

  /** A draft for a contract with everything a referral says that is no longer waiting; the one begun before, where there is one. Answers its id. */
  async again(actor: Actor, id: string, contractId: string): Promise<string> {
    let draftId = '';
    await this.work.change({ actor, action: 'referral.transfer', entity: ReferralEntity, id }, async (referral) => {
      const before = await this.links.draftOf(id, contractId, actor.id);
      if (before) {
        draftId = before.id;
        return {};
      }
      const decision = (onward: string) => goOnwards(referral, { id: newId(), contractId, draftId: onward, madeAt: this.clock.now() });
      decision(''); // the rules come first: nothing is begun where they object
      draftId = (await this.drafts.start(actor, contractId, await this.content.answers(actor, referral, contractId))).id;
      return decision(draftId);
    });
    return draftId;
  }

  /** Takes a waiting referral back with a code and goes on at another contract, or neither. */
  async transfer(actor: Actor, id: string, { code, comment, ...to }: GoingOn & { readonly code: TransferReasonCode; readonly comment: string }): Promise<WentOn> {
    let went: WentOn | undefined;
    await this.work.change({ actor, action: 'referral.transfer', entity: ReferralEntity, id }, async () => {
      await this.referrals.withdraw(actor, id, { code, comment });
      went = await this.goOn(actor, id, to);
      return {};
    });
    return went ?? { referralId: null, draftId: null, href: `/referrals/${id}` };
  }

  /** Sends what a referral says to another contract, or makes a draft of it. Joins the transaction in which it stopped waiting or its case ended. Throws RuleBroken `service-same`. */
  async goOn(actor: Actor, id: string, { contractId, as }: GoingOn): Promise<WentOn> {
    const earlier = await this.referrals.referral(actor, id, 'referral.transfer');
    ensureElsewhere(earlier, contractId);
    // Where access is limited, the practitioner first names who may see it there.
    if (as === 'draft' || earlier.restricted) {
      const draftId = await this.again(actor, id, contractId);
      return { draftId, referralId: null, href: `/drafts/${draftId}/check-answers` };
    }
    const next = await this.referrals.send(actor, contractId, await this.content.of(earlier), { sources: earlier.sources, restricted: earlier.restricted });
    await this.links.link(actor, id, next.id);
    return { referralId: next.id, draftId: null, href: `/referrals/${next.id}` };
  }
}
