import { Injectable } from '@nestjs/common';
import { NotAllowed, newId, type Actor } from '#libs/kernel';
import { mayReach, UnitOfWork } from '#libs/persistence';
import { LotDirectory, type Eligibility, type LotSummary } from '../../lots/lots.public.js';
import { contractPolicy } from '../domain/contracts.policy.js';
import { awardDirectly, type DirectAward } from '../domain/direct-award.js';
import { ContractEntity } from '../persistence/contract.entity.js';
import { ContractQueries } from './contracts.queries.js';

/** Makes contracts from lots. */
@Injectable()
export class AwardsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lots: LotDirectory,
    private readonly queries: ContractQueries,
  ) {}

  /** Gives a lot to a provider without a competition: the lot is awarded and the contract made, or neither. Throws RuleBroken as `awardDirectly`, or `not-now`. */
  award(actor: Actor, award: DirectAward): Promise<ContractEntity> {
    return this.work.create({ actor, action: 'contract.award', entity: ContractEntity }, async () => {
      const lot = await this.lots.markAwarded(actor, award.lotId);
      const eligibility = await this.lots.eligibility(award.lotId);
      await this.queries.lockReferences();
      const referenceTaken = await this.queries.referenceTaken(award.reference.trim());
      return awardDirectly(award, { id: newId(), lot, eligibility, referenceTaken });
    });
  }

  /** A lot with who could deliver it, for an officer who may award it. Throws NotFound, NotAllowed. */
  async awardable(actor: Actor, lotId: string): Promise<{ readonly lot: LotSummary; readonly eligibility: Eligibility[] }> {
    const lot = await this.lots.lot(lotId);
    if (!mayReach(contractPolicy, 'contract.award', actor, { regionCode: lot.regionCodes[0] })) throw new NotAllowed('contract.award');
    return { lot, eligibility: await this.lots.eligibility(lotId) };
  }
}
