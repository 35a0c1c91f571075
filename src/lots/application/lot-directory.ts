import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '#libs/kernel';
import { lotSummary } from '../domain/lot.js';
import { LotDirectory, type Eligibility, type LotSummary } from '../lots.public.js';
import { Bidders } from './bidders.js';
import { LotsService } from './lots.service.js';

/** Lots as the other modules see them. */
@Injectable()
export class LocalLotDirectory extends LotDirectory {
  constructor(
    private readonly lots: LotsService,
    private readonly bidders: Bidders,
  ) {
    super();
  }

  async lot(id: string): Promise<LotSummary> {
    return lotSummary(await this.lots.lot(systemActor, id));
  }

  async eligibility(id: string): Promise<Eligibility[]> {
    return this.bidders.forLot(await this.lots.lot(systemActor, id));
  }

  async markAwarded(actor: Actor, id: string): Promise<LotSummary> {
    return lotSummary(await this.lots.markAwarded(actor, id));
  }
}
