import { Injectable } from '@nestjs/common';
import { areasOf, Clock, newId, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { awardLot, makeLot, withdrawLot, type LotContent, type LotFacts } from '../domain/lot.js';
import { LotEntity } from '../persistence/lot.entity.js';

/** Making, awarding and withdrawing lots. */
@Injectable()
export class LotsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly catalogue: Catalogue,
    private readonly providers: ProviderDirectory,
    private readonly clock: Clock,
  ) {}

  /** Makes a lot, open at once. Throws RuleBroken for anything that does not make sense. */
  make(actor: Actor, content: LotContent): Promise<LotEntity> {
    return this.work.create({ actor, action: 'lot.make', entity: LotEntity }, async () => makeLot(content, await this.facts(actor, content)));
  }

  withdraw(actor: Actor, id: string, reason: string): Promise<LotEntity> {
    return this.work.change({ actor, action: 'lot.withdraw', entity: LotEntity, id }, (lot) => withdrawLot(lot, reason));
  }

  /** Called by whoever makes the contract, in its transaction. */
  markAwarded(actor: Actor, id: string): Promise<LotEntity> {
    return this.work.change({ actor, action: 'lot.award', entity: LotEntity, id }, (lot) => awardLot(lot));
  }

  /** A lot the actor may read; with an action, one it may also act on. */
  lot(actor: Actor, id: string, action?: string): Promise<LotEntity> {
    return this.reader.one(actor, LotEntity, id, action);
  }

  /** Whether the action reaches the lot: what pages ask before they show a button. */
  may(actor: Actor, action: string, lot: LotEntity): boolean {
    return this.reader.may(actor, LotEntity, action, lot);
  }

  private async facts(actor: Actor, { vehicleCode, serviceTypeCode }: LotContent): Promise<LotFacts> {
    const geography = await this.catalogue.geography();
    const bought = areasOf(actor, 'commissioner', 'system');
    return {
      id: newId(),
      now: this.clock.now(),
      today: this.clock.today(),
      actorId: actor.id,
      vehicle: await this.providers.vehicle(vehicleCode),
      serviceType: await this.catalogue.serviceType(serviceTypeCode),
      geography,
      covers: (areaCodes) => bought === 'all' || geography.coversAll(bought, areaCodes),
    };
  }
}
