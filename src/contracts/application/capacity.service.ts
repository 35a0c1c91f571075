import { Injectable } from '@nestjs/common';
import { Clock, newId, NotFound, systemActor, type Actor, type Decision } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { askForCapacity, stateCapacity, type CapacityStatement } from '../domain/capacity.js';
import type { Contract } from '../domain/contract.js';
import type { contractPolicy } from '../domain/contracts.policy.js';
import { addOffice, describeService, removeOffice, type Office, type ServiceDescription } from '../domain/service-description.js';
import { ContractEntity } from '../persistence/contract.entity.js';
import { ContractQueries } from './contracts.queries.js';

type ContractAction = keyof typeof contractPolicy;

/** What the prime tells practitioners about its service: how much room it has, what it offers and where. */
@Injectable()
export class CapacityService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: ContractQueries,
    private readonly clock: Clock,
  ) {}

  /** States room in every area, or area by area. Throws RuleBroken as the rule does. */
  stateCapacity(actor: Actor, id: string, statement: CapacityStatement): Promise<ContractEntity> {
    return this.change(actor, 'contract.state-capacity', id, async (contract) =>
      stateCapacity(contract, statement, { known: await this.queries.capacities(id), today: this.clock.today(), newId }),
    );
  }

  describe(actor: Actor, id: string, said: ServiceDescription): Promise<ContractEntity> {
    return this.change(actor, 'contract.describe', id, (contract) => describeService(contract, said));
  }

  addOffice(actor: Actor, id: string, added: Omit<Office, 'id' | 'contractId'>): Promise<ContractEntity> {
    return this.change(actor, 'contract.describe', id, async (contract) => addOffice(contract, { ...added, id: newId(), contractId: id }, await this.queries.offices(id)));
  }

  /** Takes an office away; one that is gone already changes nothing. */
  removeOffice(actor: Actor, id: string, officeId: string): Promise<ContractEntity> {
    return this.change(actor, 'contract.describe', id, async (contract) => removeOffice(contract, officeId, await this.queries.offices(id)));
  }

  /** Asks the providers of live contracts whose capacity is old, or was never stated, to state it; each once until it does. Answers how many were asked. */
  async askForCapacity(): Promise<number> {
    const today = this.clock.today();
    const ids = await this.queries.withStaleCapacity(today);
    const asked = await this.work.changeEach({ actor: systemActor, action: 'contract.ask-capacity', entity: ContractEntity, ids }, async (contract) =>
      askForCapacity(contract, { known: await this.queries.capacities(contract.id), today }),
    );
    const failed = asked.find((each) => !each.ok);
    if (failed && !failed.ok && !(failed.error instanceof NotFound)) throw failed.error;
    return asked.filter((each) => each.ok).length;
  }

  private change(actor: Actor, action: ContractAction, id: string, decide: (contract: ContractEntity) => Decision<Contract> | Promise<Decision<Contract>>): Promise<ContractEntity> {
    return this.work.change({ actor, action, entity: ContractEntity, id }, decide);
  }
}
