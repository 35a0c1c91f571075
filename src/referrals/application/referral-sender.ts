import { Injectable } from '@nestjs/common';
import { Clock, ensure, type Actor } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { BEST_NOT_LIMITED, ensureChoiceStands } from '../domain/draft-choice.js';
import type { DraftAnswers } from '../domain/draft-content.js';
import type { ReferralContent, ReferralMarks } from '../domain/referral-content.js';
import { unmarked } from '../domain/referral-content.js';
import type { ReferralEntity } from '../persistence/referral.entity.js';
import { BestEligible } from './best-eligible.js';
import { OnwardLinks } from './onward-links.js';
import { ReferralsService } from './referrals.service.js';

/** What a draft asks to be sent: to its contract, which a rule may have chosen, or to the best of that type. */
export interface Destination {
  /** The draft's own id. */
  readonly id: string;
  readonly contractId: string;
  readonly toBest: boolean;
  readonly answers: DraftAnswers;
}

/** Sends what was written where it is to go: to one service, or to the one the commissioner's rule chooses. */
@Injectable()
export class ReferralSender {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly best: BestEligible,
    private readonly links: OnwardLinks,
    private readonly contracts: ContractDirectory,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Sends a draft's content, joining the transaction. A referral the draft goes on from says so. Throws RuleBroken `choice-outdated`. */
  async send(actor: Actor, { id, contractId, toBest, answers }: Destination, content: ReferralContent, marks: ReferralMarks): Promise<ReferralEntity> {
    const { serviceTypeCode } = await this.contracts.contract(contractId);
    ensureChoiceStands(answers, { content, rule: await this.best.standing(serviceTypeCode, content.areaCode), today: this.clock.today() });
    const sent = toBest ? await this.sendToBest(actor, serviceTypeCode, content, marks) : await this.referrals.send(actor, contractId, content, marks);
    await this.links.sent(actor, id, sent.id);
    return sent;
  }

  /** Sends to the service of a type that the rule chooses now, with every one that fits locked. */
  async sendToBest(actor: Actor, serviceTypeCode: string, content: ReferralContent, marks: ReferralMarks = unmarked): Promise<ReferralEntity> {
    ensure(!marks.restricted && !marks.limiting, 'best-not-limited', BEST_NOT_LIMITED);
    return this.database.transaction(async () => {
      const { contractId, choice } = await this.best.choose(serviceTypeCode, content);
      return this.referrals.send(actor, contractId, content, { ...marks, choice });
    });
  }
}
