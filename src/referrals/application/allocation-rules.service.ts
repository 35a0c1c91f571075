import { Injectable } from '@nestjs/common';
import { Clock, ensure, newId, NotAllowed, type Actor } from '#libs/kernel';
import { Database, mayReach, Reader, sql, UnitOfWork, whereScope } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory, type ServiceListing } from '../../contracts/contracts.public.js';
import { allocationPolicy } from '../domain/allocation.policy.js';
import { resetRule, setRule, type AllocationKind, type Candidate } from '../domain/best-eligible.js';
import { AllocationRuleEntity } from '../persistence/allocation-rule.entity.js';
import { BestEligible } from './best-eligible.js';

/** For which services in which area a rule is. */
export interface RulePlace {
  readonly areaCode: string;
  readonly serviceTypeCode: string;
}

/** A rule as it is to be; `revision` is the one last seen. */
export interface RuleWanted extends RulePlace {
  readonly kind: AllocationKind;
  readonly contractIds: readonly string[];
  readonly revision?: number | undefined;
}

/** What setting a rule reads besides. */
@Injectable()
export class RuleSurroundings {
  constructor(
    private readonly best: BestEligible,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  counts(listings: readonly ServiceListing[]): Promise<Candidate[]> {
    return this.best.counts(listings);
  }
}

/** How commissioners let referrals go to the best eligible service. */
@Injectable()
export class AllocationRulesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly database: Database,
    private readonly catalogue: Catalogue,
    private readonly contracts: ContractDirectory,
    private readonly around: RuleSurroundings,
  ) {}

  /** Sets the rule for one type of service in one area: the first, or in place of the one there is. */
  async set(actor: Actor, { areaCode, serviceTypeCode, kind, contractIds, revision }: RuleWanted): Promise<AllocationRuleEntity> {
    const area = (await this.catalogue.geography()).find(areaCode);
    ensure(area, 'area-unknown', 'Select an area', 'areaCode');
    await this.ensureMay(actor, areaCode);
    ensure(await this.catalogue.serviceType(serviceTypeCode), 'type-unknown', 'Select a type of service', 'serviceTypeCode');
    const regionCode = (await this.catalogue.geography()).regionOf(areaCode).code;
    const known = (await this.servicesIn({ areaCode, serviceTypeCode })).map((each) => each.id);
    const rule = { areaCode, regionCode, serviceTypeCode, kind, contractIds: [...contractIds], setBy: actor.id, setAt: this.around.now(), known };
    return this.database.transaction(async () => {
      await this.database.rows(sql`select pg_advisory_xact_lock(hashtext(${`allocation-rule ${areaCode} ${serviceTypeCode}`}))`);
      const existing = await this.idOf({ areaCode, serviceTypeCode });
      if (!existing) return this.work.create({ actor, action: 'allocation-rule.set', entity: AllocationRuleEntity }, () => setRule({ ...rule, id: newId() }));
      const seen = revision === undefined ? {} : { revision };
      return this.work.change({ actor, action: 'allocation-rule.set', entity: AllocationRuleEntity, id: existing, ...seen }, (row) => resetRule(row, { ...rule, id: row.id }));
    });
  }

  /** Every rule of the actor's regions, by area and type; there are few. */
  async list(actor: Actor): Promise<AllocationRuleEntity[]> {
    return this.database.rows<AllocationRuleEntity>(sql`
      select r.id, r.revision, r.area_code, r.region_code, r.service_type_code, r.kind, r.contract_ids, r.set_by, r.set_at from referrals.allocation_rule r
      where ${whereScope(this.reader.scope(actor, AllocationRuleEntity), 'r')} order by r.region_code, r.area_code, r.service_type_code limit 1000`);
  }

  /** The rule there is, for whoever may set it. Throws NotAllowed. */
  async rule(actor: Actor, place: RulePlace): Promise<AllocationRuleEntity | null> {
    await this.ensureMay(actor, place.areaCode);
    const id = await this.idOf(place);
    return id ? this.reader.one(actor, AllocationRuleEntity, id) : null;
  }

  /** Services of the type that take referrals anywhere in the area, with what each got. */
  async candidates(place: RulePlace): Promise<Candidate[]> {
    return this.around.counts(await this.servicesIn(place));
  }

  /** Officers of other regions may not, whether or not there is a rule. */
  private async ensureMay(actor: Actor, areaCode: string): Promise<void> {
    const regionCode = (await this.catalogue.geography()).regionOf(areaCode).code;
    if (!mayReach(allocationPolicy, 'allocation-rule.set', actor, { regionCode })) throw new NotAllowed('allocation-rule.set');
  }

  private async servicesIn({ areaCode, serviceTypeCode }: RulePlace): Promise<ServiceListing[]> {
    const geography = await this.catalogue.geography();
    if (!geography.find(areaCode)) return [];
    const listings = await this.contracts.liveServices(serviceTypeCode);
    return listings.filter((each) => geography.overlaps(each.areaCodes, [areaCode]));
  }

  private async idOf({ areaCode, serviceTypeCode }: RulePlace): Promise<string | null> {
    const row = await this.database.first<{ id: string }>(sql`select id from referrals.allocation_rule where area_code = ${areaCode} and service_type_code = ${serviceTypeCode}`);
    return row?.id ?? null;
  }
}
