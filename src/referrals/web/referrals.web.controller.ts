import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { page, type Page } from '#libs/web';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { Offers } from '../application/offers.js';
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
    private readonly identity: IdentityDirectory,
    private readonly reader: Reader,
  ) {}

  @Get(':id')
  @Needs('referral.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const referral = await this.referrals.referral(actor, id);
    const contract = await this.contracts.contract(referral.contractId);
    const [needs, offer, people, teams, organisations] = await Promise.all([
      this.queries.needsOf(id),
      this.offers.of(contract),
      this.identity.people([referral.practitionerId]),
      this.identity.teams([referral.teamId]),
      this.identity.organisations([referral.deliveringOrganisationId]),
    ]);
    const may = ACTIONS.filter((action) => this.reader.may(actor, ReferralEntity, action, referral));
    return page('referrals/web/views/referral', referralPage({ referral, needs, contract, offer, may, practitioner: people[0]?.name ?? '', office: teams[0]?.name ?? '', deliverer: organisations[0]?.name ?? '' }));
  }
}
