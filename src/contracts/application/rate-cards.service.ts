import { Injectable } from '@nestjs/common';
import { Clock, NotAllowed, newId, type Actor, type ChildChange, type Day } from '#libs/kernel';
import { mayReach, Reader, UnitOfWork } from '#libs/persistence';
import type { RateCard, RateRule } from '../contracts.public.js';
import { ensureRuns } from '../domain/contract.js';
import { rateCardPolicy } from '../domain/contracts.policy.js';
import { approveRateCard, draftRateCard, reviseRateCard, supersedeRateCard } from '../domain/rate-card.js';
import { ContractEntity } from '../persistence/contract.entity.js';
import { RateCardEntity, rowOfRule } from '../persistence/rate-card.entity.js';
import { PriceableCategories, type NamedCategory } from './priceable-categories.js';
import { RateCardQueries } from './rate-cards.queries.js';

/** What an officer writes down: from when, and every price. */
export interface Prices {
  readonly effectiveFrom: Day;
  readonly rules: readonly RateRule[];
}

/** A rate card with what may be priced on its contract. */
export interface ShownRateCard {
  readonly card: RateCardEntity;
  readonly rules: readonly RateRule[];
  readonly categories: readonly NamedCategory[];
}

/** What a new version starts from. */
export interface Draftable {
  readonly contract: ContractEntity;
  readonly categories: readonly NamedCategory[];
  readonly rules: readonly RateRule[];
}

/** Rate cards: drafted by one officer, approved by another. */
@Injectable()
export class RateCardsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly priceable: PriceableCategories,
    private readonly queries: RateCardQueries,
    private readonly clock: Clock,
  ) {}

  /** Drafts the next version of a contract's rate card, under the contract's lock. Throws RuleBroken as `draftRateCard`, or `not-now`. */
  async draft(actor: Actor, contractId: string, { effectiveFrom, rules }: Prices): Promise<RateCardEntity> {
    const { contract } = await this.draftable(actor, contractId);
    return this.work.create({ actor, action: 'rate-card.draft', entity: RateCardEntity }, async () => {
      await this.queries.lockContract(contractId);
      const version = await this.queries.nextVersion(contractId);
      const categories = await this.priceable.of(contract, effectiveFrom);
      const facts = { id: newId(), contractId, version, effectiveFrom, rules, categories, by: actor.id, now: this.clock.now() };
      const { row, events = [] } = draftRateCard(facts);
      const { rules: decided, ...card } = row;
      const { primeOrganisationId, regionCode } = contract; // what scopes look at
      return { row: { ...card, primeOrganisationId, regionCode }, children: [inserted(card.id, decided)], events };
    });
  }

  /** Replaces the prices of a draft; its reviser becomes its drafter. */
  revise(actor: Actor, id: string, { effectiveFrom, rules }: Prices): Promise<RateCardEntity> {
    return this.work.change({ actor, action: 'rate-card.revise', entity: RateCardEntity, id }, async (card) => {
      const categories = await this.priceable.of(await this.contract(actor, card.contractId), effectiveFrom);
      const facts = { effectiveFrom, rules, categories, by: actor.id, now: this.clock.now() };
      const { changes = {} } = reviseRateCard({ ...card, rules: [] }, facts);
      const { rules: decided = [], ...changed } = changes;
      return { changes: changed, children: [{ child: 'rules', remove: await this.queries.ruleIdsOf(id) }, inserted(id, decided)] };
    });
  }

  /** Approves a draft, as it was at the revision the approver saw, and retires the version before it; the contract is locked so that two drafts cannot both win. */
  async approve(actor: Actor, id: string, revision: number | null = null): Promise<RateCardEntity> {
    const { contractId } = await this.reader.one(actor, RateCardEntity, id);
    const locks = [[ContractEntity, contractId]] as const;
    const seen = revision === null ? {} : { revision };
    return this.work.change({ actor, action: 'rate-card.approve', entity: RateCardEntity, id, locks, ...seen }, async (card) => {
      const approved = await this.queries.approved(contractId);
      const previous: RateCard | null = approved && { ...approved, rules: [] };
      const decision = approveRateCard({ ...card, rules: [] }, { by: actor.id, now: this.clock.now(), today: this.clock.today(), previous });
      if (previous) await this.supersede(actor, previous.id);
      const { rules: _, ...changes } = decision.changes ?? {};
      return { ...decision, changes };
    });
  }

  /** One version with its rules and what may be priced. */
  async show(actor: Actor, id: string, action?: string): Promise<ShownRateCard> {
    const card = await this.reader.one(actor, RateCardEntity, id, action);
    const contract = await this.contract(actor, card.contractId);
    return { card, rules: await this.queries.rulesOf(id), categories: await this.priceable.of(contract, card.effectiveFrom) };
  }

  /** A contract whose rate card is about to be drafted, with what may be priced on it and the prices that hold now. Throws NotFound, NotAllowed, RuleBroken `not-now`. */
  async draftable(actor: Actor, contractId: string): Promise<Draftable> {
    const contract = await this.contract(actor, contractId);
    if (!this.mayDraft(actor, contract)) throw new NotAllowed('rate-card.draft');
    ensureRuns(contract, 'Rate cards are drafted for contracts that are being prepared or run');
    const approved = await this.queries.approved(contractId);
    return { contract, categories: await this.priceable.of(contract, this.clock.today()), rules: approved ? await this.queries.rulesOf(approved.id) : [] };
  }

  /** Whether the actor may draft a rate card for the contract. */
  mayDraft(actor: Actor, contract: ContractEntity): boolean {
    return mayReach(rateCardPolicy, 'rate-card.draft', actor, contract);
  }

  /** Whether an action reaches the rate card. */
  may(actor: Actor, action: keyof typeof rateCardPolicy, card: RateCardEntity): boolean {
    return this.reader.may(actor, RateCardEntity, action, card);
  }

  private contract(actor: Actor, id: string): Promise<ContractEntity> {
    return this.reader.one(actor, ContractEntity, id);
  }

  private supersede(actor: Actor, id: string): Promise<RateCardEntity> {
    return this.work.change({ actor, action: 'rate-card.supersede', entity: RateCardEntity, id }, (card) => {
      const { rules: _, ...changes } = supersedeRateCard({ ...card, rules: [] }).changes ?? {};
      return { changes };
    });
  }
}

function inserted(rateCardId: string, rules: readonly RateRule[]): ChildChange {
  return { child: 'rules', insert: rules.map((rule) => rowOfRule(rule, { id: newId(), rateCardId })) };
}
