import { Injectable } from '@nestjs/common';
import { must, organisationsOf, type Actor } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ProviderDirectory, type Member } from '../../providers/providers.public.js';
import { reasonsNot, type EligibilityFacts, type Wanted } from '../domain/eligibility.js';
import type { Eligibility } from '../lots.public.js';

/** A lot as far as eligibility goes. */
type WantedLot = Wanted & { readonly id: string; readonly serviceTypeCode: string };

/** Who could deliver which lots. */
@Injectable()
export class Bidders {
  constructor(
    private readonly providers: ProviderDirectory,
    private readonly catalogue: Catalogue,
  ) {}

  /** Every member of the lot's vehicle: those who could deliver it first, each list by name. */
  async forLot(lot: WantedLot): Promise<Eligibility[]> {
    const facts = await this.facts(lot.serviceTypeCode);
    const members = await this.providers.members(lot.vehicleCode);
    const all = members.map((member) => ({ providerId: member.providerId, name: member.name, reasonsNot: reasonsNot(lot, member, facts) }));
    return [...all.filter((each) => each.reasonsNot.length === 0), ...all.filter((each) => each.reasonsNot.length > 0)];
  }

  /** For each lot by id, why the actor's own organisation could not deliver it; null for actors who deliver nothing. One read of members per vehicle. */
  async forOrganisationOf(actor: Actor, lots: readonly WantedLot[]): Promise<Map<string, string[]> | null> {
    const [organisationId] = organisationsOf(actor, 'provider-manager', 'provider-finance', 'caseworker');
    if (!organisationId) return null;
    const members = new Map<string, Member | undefined>();
    for (const code of new Set(lots.map((lot) => lot.vehicleCode))) {
      members.set(code, (await this.providers.members(code)).find((member) => member.providerId === organisationId));
    }
    const reasons = new Map<string, string[]>();
    for (const lot of lots) {
      const member = members.get(lot.vehicleCode);
      reasons.set(lot.id, member ? reasonsNot(lot, member, await this.facts(lot.serviceTypeCode)) : ['It is not a member of the framework the lot is let under']);
    }
    return reasons;
  }

  private async facts(serviceTypeCode: string): Promise<EligibilityFacts> {
    const { categoryCodes } = must(await this.catalogue.serviceType(serviceTypeCode), `service type ${serviceTypeCode}`);
    const categories = (await this.catalogue.categories()).filter((category) => categoryCodes.includes(category.code));
    return { categories, geography: await this.catalogue.geography() };
  }
}
