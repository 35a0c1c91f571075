import { Injectable } from '@nestjs/common';
import { NotFound, isId, type Day } from '#libs/kernel';
import { Database, sql, type Sql } from '#libs/persistence';
import { Catalogue, type Geography } from '../../catalogue/catalogue.public.js';
import type { Cohort } from '../../lots/lots.public.js';
import {
  ContractDirectory,
  type AreaCapacity,
  type ContractForReferral,
  type ContractSummary,
  type PricingRule,
  type ServiceListing,
  type ServiceSearch,
  type SupplyChainMember,
  type WhoFor,
} from '../contracts.public.js';
import { referralWindow } from '../domain/contract.js';
import { ContractEntity } from '../persistence/contract.entity.js';
import { ContractQueries } from './contracts.queries.js';
import { RateCardQueries } from './rate-cards.queries.js';

type FlatSummary = Omit<ContractSummary, 'cohort'> & Cohort;
type FlatListing = Omit<ServiceListing, 'cohort' | 'capacity'> & Cohort;

const summaryColumns = sql`c.id, c.reference, c.title, c.lot_id, c.prime_organisation_id, c.prime_name, c.service_type_code, c.area_codes, c.region_codes,
  c.takes_men, c.takes_women, c.minimum_age, c.maximum_age, c.takes_custody, c.takes_community, c.status, c.referrals_from, c.referrals_to, c.term_to as ends_on`;
const listingColumns = sql`${summaryColumns}, c.description, c.attendance, c.languages,
  coalesce((select jsonb_agg(jsonb_build_object('areaCode', k.area_code, 'places', k.places, 'weeklyStarts', k.weekly_starts, 'expectedWaitDays', k.expected_wait_days,
      'closesWhenFull', k.closes_when_full, 'statedOn', k.stated_on) order by k.area_code) from contracts.capacity k where k.contract_id = c.id), '[]') as capacities,
  coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'address', o.address, 'latitude', o.latitude, 'longitude', o.longitude) order by lower(o.name), o.id)
    from contracts.office o where o.contract_id = c.id), '[]') as offices`;

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

  async lockForSend(id: string, areaCode: string): Promise<ContractForReferral> {
    if (!this.database.inTransaction) throw new Error('A contract is locked inside a unit of work');
    const found = isId(id) ? await this.locked(id) : null;
    if (!found) throw new NotFound('contract');
    const { primeOrganisationId, serviceTypeCode, areaCodes } = found;
    const { from, to } = referralWindow(found);
    const capacity = capacityFor(await this.listing(id), await this.catalogue.geography(), areaCode);
    const places = capacity?.closesWhenFull ? capacity.places : null;
    return { id, primeOrganisationId, serviceTypeCode, areaCodes, cohort: cohortOf(found), referralsFrom: from, referralsTo: to, places };
  }

  async listings({ areaCode, ...who }: ServiceSearch, on: Day): Promise<ServiceListing[]> {
    const geography = await this.catalogue.geography();
    if (!geography.find(areaCode)) return [];
    const covering = (await this.candidates(who, { from: on, to: on })).filter((listing) => geography.covers(listing.areaCodes, areaCode));
    const found = covering.map((listing) => ({ ...listing, capacity: capacityFor(listing, geography, areaCode) }));
    return found.sort((left, right) => (left.capacity?.expectedWaitDays ?? Infinity) - (right.capacity?.expectedWaitDays ?? Infinity) || 0);
  }

  async candidates({ categoryCode, gender, age, location }: WhoFor, { from, to }: { readonly from: Day; readonly to: Day }): Promise<ServiceListing[]> {
    const types = (await this.catalogue.serviceTypes()).filter((type) => type.categoryCodes.includes(categoryCode)).map((type) => type.code);
    return this.listed(sql`
      c.status = 'live' and c.service_type_code = any(${types}::text[])
        and c.referrals_from <= ${to} and (c.referrals_to is null or c.referrals_to >= ${from}) and c.term_to >= ${from}
        and (${gender} <> 'male' or c.takes_men) and (${gender} <> 'female' or c.takes_women)
        and (c.minimum_age is null or c.minimum_age <= ${age}) and (c.maximum_age is null or c.maximum_age >= ${age})
        and case ${location} when 'custody' then c.takes_custody else c.takes_community end`);
  }

  liveServices(serviceTypeCode: string): Promise<ServiceListing[]> {
    return this.listed(sql`c.status = 'live' and c.service_type_code = ${serviceTypeCode}`);
  }

  async listing(id: string): Promise<ServiceListing | null> {
    return isId(id) ? ((await this.listingsOf([id]))[0] ?? null) : null;
  }

  listingsOf(ids: readonly string[]): Promise<ServiceListing[]> {
    return this.listed(sql`c.id = any(${ids.filter(isId)}::uuid[]) and c.status <> 'listed'`);
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

  private async listed(condition: Sql): Promise<ServiceListing[]> {
    const rows = await this.database.rows<FlatListing>(sql`select ${listingColumns} from contracts.contract c where ${condition} order by c.title, c.id`);
    return rows.map((row) => ({ ...nested(row), capacity: null }));
  }

  private locked(id: string): Promise<ContractEntity | null> {
    return this.database.manager.createQueryBuilder(ContractEntity, 'contract').where('contract.id = :id', { id }).setLock('pessimistic_write').getOne();
  }
}

/** The room that holds for an area: that of the smallest area of the contract that covers it. */
function capacityFor(listing: ServiceListing | null, geography: Geography, areaCode: string): AreaCapacity | null {
  const row = listing && geography.find(areaCode) ? geography.narrowest(listing.areaCodes, areaCode) : null;
  return listing?.capacities.find((each) => each.areaCode === row) ?? null;
}

function nested<Row extends Cohort>(row: Row): Omit<Row, keyof Cohort> & { readonly cohort: Cohort } {
  const { takesMen: _m, takesWomen: _w, minimumAge: _l, maximumAge: _h, takesCustody: _p, takesCommunity: _c, ...rest } = row;
  return { ...rest, cohort: cohortOf(row) };
}

function cohortOf({ takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity }: Cohort): Cohort {
  return { takesMen, takesWomen, minimumAge, maximumAge, takesCustody, takesCommunity };
}
