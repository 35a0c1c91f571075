import { Injectable } from '@nestjs/common';
import { NotFound, isId, type Day } from '#libs/kernel';
import { Database, sql, type Sql } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import type { Cohort } from '../../lots/lots.public.js';
import {
  ContractDirectory,
  type ContractForReferral,
  type ContractSummary,
  type PricingRule,
  type ServiceListing,
  type ServiceSearch,
  type SupplyChainMember,
} from '../contracts.public.js';
import { referralWindow } from '../domain/contract.js';
import { ContractEntity } from '../persistence/contract.entity.js';
import { ContractQueries } from './contracts.queries.js';
import { RateCardQueries } from './rate-cards.queries.js';

type FlatSummary = Omit<ContractSummary, 'cohort'> & Cohort;
type FlatListing = Omit<ServiceListing, 'cohort'> & Cohort;

const summaryColumns = sql`c.id, c.reference, c.title, c.lot_id, c.prime_organisation_id, c.prime_name, c.service_type_code, c.area_codes, c.region_codes,
  c.takes_men, c.takes_women, c.minimum_age, c.maximum_age, c.takes_custody, c.takes_community, c.status, c.referrals_from, c.referrals_to, c.term_to as ends_on`;
const listingColumns = sql`${summaryColumns}, c.description, c.places, c.expected_wait_days, c.capacity_stated_on`;

/** Contracts as downstream modules see them. */
@Injectable()
export class LocalContractDirectory extends ContractDirectory {
  constructor(
    private readonly database: Database,
    private readonly catalogue: Catalogue,
    private readonly queries: ContractQueries,
    private readonly rateCards: RateCardQueries,
  ) {
    super();
  }

  async contract(id: string): Promise<ContractSummary> {
    const [found] = isId(id) ? await this.contracts([id]) : [];
    if (!found) throw new NotFound('contract');
    return found;
  }

  contracts(ids: readonly string[]): Promise<ContractSummary[]> {
    return this.summaries(sql`c.id = any(${ids}::uuid[])`);
  }

  contractsOf(organisationId: string): Promise<ContractSummary[]> {
    return this.summaries(sql`c.id in (
      select id from contracts.contract where prime_organisation_id = ${organisationId}
      union select contract_id from contracts.supply_chain where organisation_id = ${organisationId})`);
  }

  async lockForSend(id: string): Promise<ContractForReferral> {
    if (!this.database.inTransaction) throw new Error('A contract is locked inside a unit of work');
    const found = isId(id) ? await this.locked(id) : null;
    if (!found) throw new NotFound('contract');
    const { primeOrganisationId, serviceTypeCode, areaCodes, places } = found;
    const { from, to } = referralWindow(found);
    return { id, primeOrganisationId, serviceTypeCode, areaCodes, cohort: cohortOf(found), referralsFrom: from, referralsTo: to, places };
  }

  async listings(search: ServiceSearch, on: Day): Promise<ServiceListing[]> {
    const { areaCode, categoryCode, gender, age, location } = search;
    const geography = await this.catalogue.geography();
    if (!geography.find(areaCode)) return [];
    const covering = geography.lineage(areaCode).map((area) => area.code);
    const types = (await this.catalogue.serviceTypes()).filter((type) => type.categoryCodes.includes(categoryCode)).map((type) => type.code);
    const rows = await this.database.rows<FlatListing>(sql`
      select ${listingColumns} from contracts.contract c
      where c.status = 'live' and c.area_codes && ${covering}::text[] and c.service_type_code = any(${types}::text[])
        and c.referrals_from <= ${on} and (c.referrals_to is null or c.referrals_to >= ${on}) and c.term_to >= ${on}
        and (${gender} <> 'male' or c.takes_men) and (${gender} <> 'female' or c.takes_women)
        and (c.minimum_age is null or c.minimum_age <= ${age}) and (c.maximum_age is null or c.maximum_age >= ${age})
        and case ${location} when 'custody' then c.takes_custody else c.takes_community end
      order by c.expected_wait_days nulls last, c.title, c.id`);
    return rows.map(nested);
  }

  async listing(id: string): Promise<ServiceListing | null> {
    if (!isId(id)) return null;
    const row = await this.database.first<FlatListing>(sql`select ${listingColumns} from contracts.contract c where c.id = ${id} and c.status <> 'listed'`);
    return row && nested(row);
  }

  async subcontractors(contractId: string): Promise<SupplyChainMember[]> {
    return (await this.queries.chainOf(contractId)).map(({ organisationId, name }) => ({ organisationId, name }));
  }

  approvedRules(contractId: string): Promise<readonly PricingRule[]> {
    return this.rateCards.approvedRules(contractId);
  }

  private async summaries(condition: Sql): Promise<ContractSummary[]> {
    const rows = await this.database.rows<FlatSummary>(sql`select ${summaryColumns} from contracts.contract c where ${condition} order by c.title, c.id`);
    return rows.map(nested);
  }

  private locked(id: string): Promise<ContractEntity | null> {
    return this.database.manager.createQueryBuilder(ContractEntity, 'contract').where('contract.id = :id', { id }).setLock('pessimistic_write').getOne();
  }
}

function nested<Row extends Cohort>(row: Row): Omit<Row, keyof Cohort> & { readonly cohort: Cohort } {
  const { takesMen: _m, takesWomen: _w, minimumAge: _l, maximumAge: _h, takesCustody: _p, takesCommunity: _c, ...rest } = row;
  return { ...rest, cohort: cohortOf(row) };
}

function cohortOf({ takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity }: Cohort): Cohort {
  return { takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity };
}
