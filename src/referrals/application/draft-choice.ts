import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { ensureLeftToRule, withChosen } from '../domain/draft-choice.js';
import { contentOf } from '../domain/draft-content.js';
import { moveDraft } from '../domain/draft-person.js';
import type { ReferralContent } from '../domain/referral-content.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import { BestEligible, searchOf, type BestOffer } from './best-eligible.js';
import { NewServices } from './new-service.js';

/** Has the commissioner's rule choose before sending: where access is limited, people at the chosen provider are named first. */
@Injectable()
export class DraftChoice {
  constructor(
    private readonly work: UnitOfWork,
    private readonly best: BestEligible,
    private readonly services: NewServices,
    private readonly contracts: ContractDirectory,
    private readonly clock: Clock,
  ) {}

  /** What the rule would do for a draft now; null where it has none. */
  offer(serviceTypeCode: string, content: ReferralContent): Promise<BestOffer | null> {
    return this.best.offer(serviceTypeCode, searchOf(content, this.clock.today()));
  }

  /** Takes a draft that was left to the rule to the service it chooses now; no place is kept until it is sent. Throws RuleBroken `not-to-best`, `answers-missing`, `rule-off` or `no-eligible`. */
  choose(actor: Actor, id: string): Promise<DraftEntity> {
    return this.work.change({ actor, action: 'draft.answer', entity: DraftEntity, id }, async (draft) => {
      ensureLeftToRule(draft);
      const content = contentOf(draft.answers);
      const { serviceTypeCode } = await this.contracts.contract(draft.contractId);
      const { contractId, choice } = await this.best.choose(serviceTypeCode, content);
      const { changes } = moveDraft(draft, await this.services.factsFor(draft.teamId, contractId));
      return { changes: { ...changes, answers: withChosen(changes?.answers ?? draft.answers, choice, content) } };
    });
  }
}
