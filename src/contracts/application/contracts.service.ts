import { Injectable } from '@nestjs/common';
import { Clock, NotFound, newId, type Actor, type Day, type Decision } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { closeToReferrals, finishContract, goLive, reopenToReferrals, stateCapacity, type CapacityStatement, type Contract } from '../domain/contract.js';
import type { contractPolicy } from '../domain/contracts.policy.js';
import { addSubcontractor } from '../domain/supply-chain.js';
import { ContractEntity } from '../persistence/contract.entity.js';
import { ContractQueries } from './contracts.queries.js';
import { RateCardQueries } from './rate-cards.queries.js';

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

/** Takes contracts through their lives. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly providers: ProviderDirectory,
    private readonly queries: ContractQueries,
    private readonly rateCards: RateCardQueries,
    private readonly clock: Clock,
  ) {}

  goLive(actor: Actor, id: string): Promise<ContractEntity> {
    return this.change(actor, 'contract.go-live', id, async (contract) => {
      const hasApprovedRateCard = (await this.rateCards.approved(id)) !== null;
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

  stateCapacity(actor: Actor, id: string, statement: CapacityStatement): Promise<ContractEntity> {
    return this.change(actor, 'contract.state-capacity', id, (contract) => stateCapacity(contract, { statement, today: this.clock.today() }));
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

  private change(actor: Actor, action: ContractAction, id: string, decide: Decide): Promise<ContractEntity> {
    return this.work.change({ actor, action, entity: ContractEntity, id }, decide);
  }
}
