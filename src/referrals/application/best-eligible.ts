import { Injectable } from '@nestjs/common';
import { addDays, ageOn, Clock, ensure, utc, type Day } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory, type ServiceListing, type ServiceSearch } from '../../contracts/contracts.public.js';
import { chooseService, inOrder, ROTA_DAYS, type AllocationRule, type Candidate, type ServiceChoice } from '../domain/best-eligible.js';
import type { ReferralContent } from '../domain/referral-content.js';

/** Why a rule can choose nothing. */
export const RULE_OFF = 'The commissioner’s rule no longer chooses a service here. Choose a service yourself: your answers are kept.';
export const NO_ELIGIBLE = 'No service that fits this person has a place free now. Choose a service yourself, or try again later: your answers are kept.';

/** A rule that decides for a search, and the services it chooses from, in its order. */
export interface BestOffer {
  readonly rule: Pick<AllocationRule, 'id' | 'kind' | 'areaCode' | 'serviceTypeCode' | 'contractIds'> & { readonly revision: number };
  readonly candidates: readonly Candidate[];
  /** Whom it would choose now; null when none has room. */
  readonly next: Candidate | null;
}

type RuleRow = BestOffer['rule'];

/** Chooses the service of a referral by the commissioner's rule, where there is one. */
@Injectable()
export class BestEligible {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractDirectory,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** What can be left to a rule: types of which several services fit, and the commissioner allows it. */
  async offers(search: ServiceSearch): Promise<BestOffer[]> {
    const geography = await this.catalogue.geography();
    if (!geography.find(search.areaCode)) return [];
    const listings = await this.contracts.listings(search, this.clock.today());
    const types = [...new Set(listings.map((each) => each.serviceTypeCode))].filter((type) => listings.filter((each) => each.serviceTypeCode === type).length > 1);
    const offers = await Promise.all(types.map((type) => this.offer(type, search)));
    return offers.filter((offer) => offer !== null);
  }

  /** What the rule for one type of service would do for a search; null where practitioners choose themselves, or nothing fits. */
  async offer(serviceTypeCode: string, search: ServiceSearch): Promise<BestOffer | null> {
    const rule = await this.standing(serviceTypeCode, search.areaCode);
    if (!rule) return null;
    const candidates = inOrder(rule, await this.counts(await this.fitting(serviceTypeCode, search)));
    return candidates.length > 0 ? { rule, candidates, next: chooseService(rule, candidates) } : null;
  }

  /** The rule of the smallest area around the person that has one; null where practitioners choose themselves. */
  async standing(serviceTypeCode: string, areaCode: string): Promise<RuleRow | null> {
    const geography = await this.catalogue.geography();
    if (!geography.find(areaCode)) return null;
    const areas = geography.lineage(areaCode).map((area) => area.code);
    const rows = await this.database.rows<RuleRow>(sql`
      select id, revision, kind, area_code, service_type_code, contract_ids from referrals.allocation_rule where area_code = any(${areas}::text[]) and service_type_code = ${serviceTypeCode}`);
    const [rule] = rows.sort((a, b) => areas.indexOf(a.areaCode) - areas.indexOf(b.areaCode));
    return rule && rule.kind !== 'off' ? rule : null;
  }

  /** Chooses for a referral that is being sent, with every service that fits locked, so that two senders cannot take the last place. Throws RuleBroken `rule-off` or `no-eligible`. */
  async choose(serviceTypeCode: string, content: ReferralContent): Promise<{ readonly contractId: string; readonly choice: ServiceChoice; readonly rule: RuleRow }> {
    const search = searchOf(content, this.clock.today());
    const ids = (await this.fitting(serviceTypeCode, search)).map((each) => each.id).sort();
    for (const id of ids) await this.contracts.lockForSend(id, search.areaCode);
    const offer = await this.offer(serviceTypeCode, search);
    ensure(offer, 'rule-off', RULE_OFF);
    const candidates = offer.candidates.filter((each) => ids.includes(each.contractId));
    const chosen = chooseService(offer.rule, candidates);
    ensure(chosen, 'no-eligible', NO_ELIGIBLE);
    const { id: ruleId, kind, areaCode } = offer.rule;
    return { contractId: chosen.contractId, choice: { ruleId, kind, areaCode, counts: candidates, chosenAt: this.clock.now() }, rule: offer.rule };
  }

  /** Services with what each got and holds, whoever asks. Live referrals hold a place of the area row they fall under; a rota counts whatever a contract was sent. */
  async counts(listings: readonly ServiceListing[]): Promise<Candidate[]> {
    const geography = await this.catalogue.geography();
    const since = utc(addDays(this.clock.today(), -ROTA_DAYS));
    const rows = await this.database.rows<{ contractId: string; areaCode: string; live: number; sent: number }>(sql`
      select contract_id, area_code, (count(*) filter (where status in ('sent', 'accepted')))::int as live, (count(*) filter (where sent_at >= ${since}))::int as sent
      from referrals.referral where contract_id = any(${listings.map((each) => each.id)}::uuid[]) and (status in ('sent', 'accepted') or sent_at >= ${since})
      group by contract_id, area_code`);
    return listings.map(({ id, reference, primeName, capacity, areaCodes }) => {
      const own = rows.filter((row) => row.contractId === id);
      const holding = capacity ? own.filter((row) => geography.narrowest(areaCodes, row.areaCode) === capacity.areaCode) : own;
      return { contractId: id, reference, provider: primeName, places: capacity?.places ?? null, live: total(holding, 'live'), sent: total(own, 'sent') };
    });
  }

  private async fitting(serviceTypeCode: string, search: ServiceSearch): Promise<ServiceListing[]> {
    return (await this.contracts.listings(search, this.clock.today())).filter((each) => each.serviceTypeCode === serviceTypeCode);
  }
}

/** The search a referral's content amounts to. */
export function searchOf({ areaCode, gender, location, dateOfBirth, needs }: ReferralContent, today: Day): ServiceSearch {
  return { areaCode, gender, location, age: ageOn(dateOfBirth, today), categoryCode: needs[0]?.categoryCode ?? '' };
}

function total(rows: readonly { readonly live: number; readonly sent: number }[], name: 'live' | 'sent'): number {
  return rows.reduce((sum, row) => sum + row[name], 0);
}
