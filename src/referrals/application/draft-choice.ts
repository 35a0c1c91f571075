import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { ensureLeftToRule, withChosen } from '../domain/draft-choice.js';
import { contentOf } from '../domain/draft-content.js';
import { moveDraft } from '../domain/draft-person.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import { BestEligible, searchOf, type BestOffer } from './best-eligible.js';
import { contentIn, type OpenDraft } from './draft-checks.js';
import { NewServiceFacts } from './new-service.facts.js';

/** Has the commissioner's rule choose before sending: where access is limited, people at the chosen provider are named first. */
@Injectable()
export class DraftChoice {
  constructor(
    private readonly work: UnitOfWork,
    private readonly best: BestEligible,
    private readonly services: NewServiceFacts,
    private readonly contracts: ContractDirectory,
    private readonly clock: Clock,
  ) {}

  /** What the rule would do now for a draft that is left to it; null for another, while a question is open, or where no rule chooses. */
  async offerFor({ draft, listing }: Pick<OpenDraft, 'draft' | 'listing'>): Promise<BestOffer | null> {
    const content = draft.toBest ? contentIn(draft) : null;
    return content && this.best.offer(listing.serviceTypeCode, searchOf(content, this.clock.today()));
  }

  /** Takes a draft that was left to the rule to the service it chooses now; no place is kept until it is sent. Throws RuleBroken `not-to-best`, `not-limited`, `answers-missing`, `rule-off` or `no-eligible`. */
  choose(actor: Actor, id: string): Promise<DraftEntity> {
    return this.work.change({ actor, action: 'draft.answer', entity: DraftEntity, id }, async (draft) => {
      ensureLeftToRule(draft);
      const content = contentOf(draft.answers);
      const { serviceTypeCode } = await this.contracts.contract(draft.contractId);
      const { contractId, choice, rule } = await this.best.choose(serviceTypeCode, content);
      const { changes } = moveDraft(draft, await this.services.of({ teamId: draft.teamId, contractId }));
      return { changes: { ...changes, answers: withChosen(changes?.answers ?? draft.answers, choice, { content, rule }) } };
    });
  }
}
