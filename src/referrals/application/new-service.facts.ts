import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import type { NewService } from '../domain/draft-person.js';
import { Offers } from './offers.js';
import { ReaderCandidates } from './reader-candidates.js';

/** Gathers what taking a draft to another service must know. */
@Injectable()
export class NewServiceFacts {
  constructor(
    private readonly contracts: ContractDirectory,
    private readonly offers: Offers,
    private readonly candidates: ReaderCandidates,
    private readonly clock: Clock,
  ) {}

  /** What a contract offers, and who of the team that takes the draft there can stay named. */
  async of({ teamId, contractId }: { readonly teamId: string; readonly contractId: string }): Promise<NewService> {
    const { categories: offered } = await this.offers.of(await this.contracts.contract(contractId));
    const colleagueIds = (await this.candidates.inTeam(teamId)).map(({ userId }) => userId);
    return { contractId, offered, colleagueIds, now: this.clock.now() };
  }
}
