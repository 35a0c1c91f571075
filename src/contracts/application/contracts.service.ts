import { Injectable } from '@nestjs/common';
import { Clock, NotAllowed, NotFound, newId, type Actor, type Day, type Decision } from '#libs/kernel';
import { mayReach, Reader, UnitOfWork } from '#libs/persistence';
import { LotDirectory, type Eligibility, type LotSummary } from '../../lots/lots.public.js';
import { ProviderDirectory, type Vehicle } from '../../providers/providers.public.js';
import { closeToReferrals, finishContract, goLive, reopenToReferrals, type Contract } from '../domain/contract.js';
import { contractPolicy } from '../domain/contracts.policy.js';
import { awardDirectly, type DirectAward } from '../domain/direct-award.js';
import type { ProviderStanding } from '../domain/provider-standing.js';
import { addSubcontractor } from '../domain/supply-chain.js';
import { ContractEntity } from '../persistence/contract.entity.js';
import { ContractQueries } from './contracts.queries.js';

type ContractAction = keyof typeof contractPolicy;
type Decide = (contract: ContractEntity) => Decision<Contract> | Promise<Decision<Contract>>;

/** Someone to join a contract's supply chain. */
export interface NewSubcontractor {
  readonly organisationId: string;
  readonly role: string | null;
  readonly sharePercent: number | null;
  readonly worksFrom: Day | null;
  readonly worksTo: Day | null;
}

/** Makes contracts from lots and takes them through their lives. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly lots: LotDirectory,
    private readonly providers: ProviderDirectory,
    private readonly queries: ContractQueries,
    private readonly clock: Clock,
  ) {}

  /** Gives a lot to a provider without a competition: the lot is awarded and the contract made, or neither. Throws RuleBroken as `awardDirectly`, or `not-now`. */
  async award(actor: Actor, award: DirectAward): Promise<ContractEntity> {
    const { vehicleCode } = await this.toAward(actor, award.lotId);
    // Another service is asked before the transaction, never in it.
    const shareCodeIsLatest = await this.providers.shareCodeIsLatest(award.providerId, vehicleCode);
    return this.work.create({ actor, action: 'contract.award', entity: ContractEntity }, async () => {
      const lot = await this.lots.markAwarded(actor, award.lotId);
      const standing = { concerns: await this.providers.standing(award.providerId, vehicleCode), shareCodeIsLatest };
      const eligibility = await this.lots.eligibility(award.lotId);
      await this.queries.lockReferences();
      const referenceTaken = await this.queries.referenceTaken(award.reference.trim());
      return awardDirectly(award, { id: newId(), lot, eligibility, referenceTaken, standing });
    });
  }

  /** A lot with who could deliver it, for an officer who may award it. Throws NotFound, NotAllowed. */
  async awardable(actor: Actor, lotId: string): Promise<{ readonly lot: LotSummary; readonly eligibility: Eligibility[] }> {
    return { lot: await this.toAward(actor, lotId), eligibility: await this.lots.eligibility(lotId) };
  }

  /** What a provider said long ago or holds no longer, for an officer who may award the lot to it. */
  async standing(actor: Actor, lotId: string, providerId: string): Promise<ProviderStanding> {
    const { vehicleCode } = await this.toAward(actor, lotId);
    const shareCodeIsLatest = await this.providers.shareCodeIsLatest(providerId, vehicleCode);
    return { concerns: await this.providers.standing(providerId, vehicleCode), shareCodeIsLatest };
  }

  /** Asks a provider's managers to confirm what they said long ago. Throws NotFound, NotAllowed. */
  async askToConfirm(actor: Actor, lotId: string, providerId: string): Promise<void> {
    const { vehicleCode } = await this.toAward(actor, lotId);
    await this.providers.askToConfirm(actor, providerId, vehicleCode);
  }

  /** The vehicle a contract was let under, whose regime it inherits; null for one known only from a register. */
  async letUnder({ lotId }: Pick<Contract, 'lotId'>): Promise<Vehicle | null> {
    return lotId ? this.providers.vehicle((await this.lots.lot(lotId)).vehicleCode) : null;
  }

  goLive(actor: Actor, id: string): Promise<ContractEntity> {
    return this.change(actor, 'contract.go-live', id, async (contract) => {
      const hasApprovedRateCard = await this.queries.hasApprovedRateCard(id);
      return goLive(contract, { today: this.clock.today(), hasApprovedRateCard });
    });
  }

  closeToReferrals(actor: Actor, id: string, reason: string): Promise<ContractEntity> {
    return this.change(actor, 'contract.close-to-referrals', id, (contract) => closeToReferrals(contract, reason));
  }

  reopenToReferrals(actor: Actor, id: string): Promise<ContractEntity> {
    return this.change(actor, 'contract.reopen-to-referrals', id, reopenToReferrals);
  }

  end(actor: Actor, id: string, reason: string): Promise<ContractEntity> {
    return this.change(actor, 'contract.end', id, (contract) => finishContract(contract, 'end', reason));
  }

  terminate(actor: Actor, id: string, reason: string): Promise<ContractEntity> {
    return this.change(actor, 'contract.terminate', id, (contract) => finishContract(contract, 'terminate', reason));
  }

  /** Adds a subcontractor. Throws RuleBroken as the rule does, and NotFound for an unknown provider. */
  addSubcontractor(actor: Actor, id: string, added: NewSubcontractor): Promise<ContractEntity> {
    return this.change(actor, 'contract.add-subcontractor', id, async (contract) => {
      const [organisation] = await this.providers.providers([added.organisationId]);
      if (!organisation) throw new NotFound('provider');
      return addSubcontractor(contract, { id: newId(), contractId: id, name: organisation.name, ...added }, await this.queries.chainOf(id));
    });
  }

  /** A contract the actor may read; with an action, one it may also act on. */
  contract(actor: Actor, id: string, action?: string): Promise<ContractEntity> {
    return this.reader.one(actor, ContractEntity, id, action);
  }

  /** Whether an action reaches the contract: what pages ask before they show a button. */
  may(actor: Actor, action: ContractAction, contract: ContractEntity): boolean {
    return this.reader.may(actor, ContractEntity, action, contract);
  }

  private async toAward(actor: Actor, lotId: string): Promise<LotSummary> {
    const lot = await this.lots.lot(lotId);
    if (!mayReach(contractPolicy, 'contract.award', actor, { regionCode: lot.regionCodes[0] })) throw new NotAllowed('contract.award');
    return lot;
  }

  private change(actor: Actor, action: ContractAction, id: string, decide: Decide): Promise<ContractEntity> {
    return this.work.change({ actor, action, entity: ContractEntity, id }, decide);
  }
}
