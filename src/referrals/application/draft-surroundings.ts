import { Injectable } from '@nestjs/common';
import { Clock, type Actor, type Day } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory, type ServiceListing } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import type { StandingRule } from '../domain/draft-choice.js';
import type { ReferralContent } from '../domain/referral-content.js';
import { BestEligible, NO_ELIGIBLE, RULE_OFF, searchOf } from './best-eligible.js';
import { ReferralQueries, type DuplicateRow } from './referrals.queries.js';

/** A live referral of the same person for the same need: to whom, by whom. */
export interface Duplicate extends DuplicateRow {
  readonly service: string;
  readonly provider: string;
  readonly practitioner: string;
  readonly team: string;
}

/** What a draft's checks read of other modules. */
@Injectable()
export class DraftSurroundings {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly contracts: ContractDirectory,
    private readonly identity: IdentityDirectory,
    private readonly best: BestEligible,
    private readonly queries: ReferralQueries,
    private readonly clock: Clock,
  ) {}

  get today(): Day {
    return this.clock.today();
  }

  /** The commissioner's rule that chooses for a draft's person now; null where practitioners choose themselves. */
  standingRule({ serviceTypeCode }: ServiceListing, { areaCode }: ReferralContent): Promise<StandingRule | null> {
    return this.best.standing(serviceTypeCode, areaCode);
  }

  /** Why the commissioner's rule could choose no service for a draft now; null when it can. */
  async bestProblem({ serviceTypeCode }: ServiceListing, content: ReferralContent): Promise<{ readonly rule: string; readonly message: string; readonly field: null; readonly isService: true } | null> {
    const offer = await this.best.offer(serviceTypeCode, searchOf(content, this.today));
    if (offer?.next) return null;
    return { ...(offer ? { rule: 'no-eligible', message: NO_ELIGIBLE } : { rule: 'rule-off', message: RULE_OFF }), field: null, isService: true };
  }

  async of({ areaCodes }: ServiceListing, areaCode: string | null): Promise<{ readonly today: Day; readonly coversArea: boolean }> {
    const geography = await this.catalogue.geography();
    return { today: this.clock.today(), coversArea: areaCode === null || (geography.find(areaCode) !== null && geography.covers(areaCodes, areaCode)) };
  }

  /** Live referrals of the same person for one of the same needs. */
  async duplicates(actor: Actor, { crn, needs }: ReferralContent): Promise<Duplicate[]> {
    const rows = await this.queries.duplicates(actor, crn, needs.map((need) => need.categoryCode));
    const [contracts, people, teams] = await Promise.all([
      this.contracts.contracts(rows.map((row) => row.contractId)),
      this.identity.people(rows.map((row) => row.practitionerId)),
      this.identity.teams(rows.map((row) => row.teamId)),
    ]);
    return rows.map((row) => {
      const contract = contracts.find((each) => each.id === row.contractId);
      const nameOf = (list: readonly { readonly id: string; readonly name: string }[], id: string) => list.find((each) => each.id === id)?.name ?? '';
      return { ...row, service: contract?.title ?? '', provider: contract?.primeName ?? '', practitioner: nameOf(people, row.practitionerId), team: nameOf(teams, row.teamId) };
    });
  }
}
