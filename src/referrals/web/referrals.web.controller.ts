import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { page, type Page } from '#libs/web';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { Offers } from '../application/offers.js';
import { ReferralSurroundings } from '../application/referral-surroundings.js';
import { ReferralQueries } from '../application/referrals.queries.js';
import { ReferralsService } from '../application/referrals.service.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { referralPage } from './referral.page.js';

const ACTIONS = ['referral.accept', 'referral.decline', 'referral.allocate', 'referral.withdraw', 'referral.amend', 'referral.transfer', 'referral.limit', 'referral.refer-again', 'referral.read-written'] as const;

/** One referral, for both sides. */
@Controller('referrals')
export class ReferralsController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly queries: ReferralQueries,
    private readonly contracts: ContractDirectory,
    private readonly offers: Offers,
    private readonly surroundings: ReferralSurroundings,
    private readonly reader: Reader,
  ) {}

  @Get(':id')
  @Needs('referral.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const referral = await this.referrals.referral(actor, id);
    const contract = await this.contracts.contract(referral.contractId);
    const [needs, amendments, offer, around] = await Promise.all([
      this.queries.needsOf(id),
      this.queries.amendments(id),
      this.offers.of(contract),
      this.surroundings.of(actor, referral),
    ]);
    const may = ACTIONS.filter((action) => this.reader.may(actor, ReferralEntity, action, referral));
    return page('referrals/web/views/referral', referralPage({ referral, needs, amendments, contract, offer, may, around }));
  }
}
