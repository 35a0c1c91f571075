import { Injectable } from '@nestjs/common';
import { Clock, ensure, newId, NotAllowed, type Actor } from '#libs/kernel';
import { Database, mayReach, Reader, sql, UnitOfWork } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { allocationPolicy } from '../domain/allocation.policy.js';
import { resetRule, setRule, type AllocationKind } from '../domain/best-eligible.js';
import { AllocationRuleEntity } from '../persistence/allocation-rule.entity.js';
import { AllocationRuleQueries, type RulePlace } from './allocation-rules.queries.js';

/** A rule as it is to be; `revision` is the one last seen. */
export interface RuleWanted extends RulePlace {
  readonly kind: AllocationKind;
  readonly contractIds: readonly string[];
  readonly revision?: number | undefined;
}

/** How commissioners let referrals go to the best eligible service. */
@Injectable()
export class AllocationRulesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: AllocationRuleQueries,
    private readonly catalogue: Catalogue,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Sets the rule for one type of service in one area: the first, or in place of the one there is. */
  async set(actor: Actor, { areaCode, serviceTypeCode, kind, contractIds, revision }: RuleWanted): Promise<AllocationRuleEntity> {
    const area = (await this.catalogue.geography()).find(areaCode);
    ensure(area, 'area-unknown', 'Select an area', 'areaCode');
    await this.ensureMay(actor, areaCode);
    ensure(await this.catalogue.serviceType(serviceTypeCode), 'type-unknown', 'Select a type of service', 'serviceTypeCode');
    const regionCode = (await this.catalogue.geography()).regionOf(areaCode).code;
    const known = (await this.queries.servicesIn({ areaCode, serviceTypeCode })).map((each) => each.id);
    const rule = { areaCode, regionCode, serviceTypeCode, kind, contractIds: [...contractIds], setBy: actor.id, setAt: this.clock.now(), known };
    return this.database.transaction(async () => {
      await this.lockPlace({ areaCode, serviceTypeCode });
      const existing = await this.queries.idOf({ areaCode, serviceTypeCode });
      if (!existing) return this.work.create({ actor, action: 'allocation-rule.set', entity: AllocationRuleEntity }, () => setRule({ ...rule, id: newId() }));
      const seen = revision === undefined ? {} : { revision };
      return this.work.change({ actor, action: 'allocation-rule.set', entity: AllocationRuleEntity, id: existing, ...seen }, (row) => resetRule(row, { ...rule, id: row.id }));
    });
  }

  /** The rule there is, for whoever may set it. Throws NotAllowed. */
  async rule(actor: Actor, place: RulePlace): Promise<AllocationRuleEntity | null> {
    await this.ensureMay(actor, place.areaCode);
    const id = await this.queries.idOf(place);
    return id ? this.reader.one(actor, AllocationRuleEntity, id) : null;
  }

  /** Whoever sets the first rule of a place waits for whoever is setting it: there is no row yet to lock. */
  private async lockPlace({ areaCode, serviceTypeCode }: RulePlace): Promise<void> {
    await this.database.rows(sql`select pg_advisory_xact_lock(hashtext(${`allocation-rule ${areaCode} ${serviceTypeCode}`}))`);
  }

  /** Officers of other regions may not, whether or not there is a rule. */
  private async ensureMay(actor: Actor, areaCode: string): Promise<void> {
    const regionCode = (await this.catalogue.geography()).regionOf(areaCode).code;
    if (!mayReach(allocationPolicy, 'allocation-rule.set', actor, { regionCode })) throw new NotAllowed('allocation-rule.set');
  }
}
