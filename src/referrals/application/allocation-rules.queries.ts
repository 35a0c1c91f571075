import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, Reader, sql, whereScope } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory, type ServiceListing } from '../../contracts/contracts.public.js';
import type { Candidate } from '../domain/best-eligible.js';
import { AllocationRuleEntity } from '../persistence/allocation-rule.entity.js';
import { BestEligible } from './best-eligible.js';

/** For which services in which area a rule is. */
export interface RulePlace {
  readonly areaCode: string;
  readonly serviceTypeCode: string;
}

/** Reads of the rules by which referrals go to the best eligible service. */
@Injectable()
export class AllocationRuleQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly catalogue: Catalogue,
    private readonly contracts: ContractDirectory,
    private readonly best: BestEligible,
  ) {}

  /** Every rule of the actor's regions, by area and type; there are few. */
  list(actor: Actor): Promise<AllocationRuleEntity[]> {
    return this.database.rows<AllocationRuleEntity>(sql`
      select r.id, r.revision, r.area_code, r.region_code, r.service_type_code, r.kind, r.contract_ids, r.set_by, r.set_at from referrals.allocation_rule r
      where ${whereScope(this.reader.scope(actor, AllocationRuleEntity), 'r')} order by r.region_code, r.area_code, r.service_type_code limit 1000`);
  }

  /** The rule of a place; null where there is none. */
  async idOf({ areaCode, serviceTypeCode }: RulePlace): Promise<string | null> {
    const row = await this.database.first<{ id: string }>(sql`select id from referrals.allocation_rule where area_code = ${areaCode} and service_type_code = ${serviceTypeCode}`);
    return row?.id ?? null;
  }

  /** Services of the type that take referrals anywhere in the area. */
  async servicesIn({ areaCode, serviceTypeCode }: RulePlace): Promise<ServiceListing[]> {
    const geography = await this.catalogue.geography();
    if (!geography.find(areaCode)) return [];
    const listings = await this.contracts.liveServices(serviceTypeCode);
    return listings.filter((each) => geography.overlaps(each.areaCodes, [areaCode]));
  }

  /** The same with what each got. */
  async candidates(place: RulePlace): Promise<Candidate[]> {
    return this.best.counts(await this.servicesIn(place));
  }
}
