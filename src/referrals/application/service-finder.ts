import { Injectable } from '@nestjs/common';
import { Clock, newId, NotAllowed, NotFound, type Actor } from '#libs/kernel';
import { Database, mayReach, sql } from '#libs/persistence';
import { ContractDirectory, type ServiceListing, type ServiceSearch } from '../../contracts/contracts.public.js';
import { draftPolicy } from '../domain/referral.policy.js';
import { ReferralQueries } from './referrals.queries.js';

/** A service with room counted: places free is null where the provider sets no limit. */
export interface FoundService extends ServiceListing {
  readonly placesFree: number | null;
}

/** Finds services for a person before anything is typed, and notes what could not be found. */
@Injectable()
export class ServiceFinder {
  constructor(
    private readonly contracts: ContractDirectory,
    private readonly queries: ReferralQueries,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Services that take such a person in that area, those with room first, then by expected wait. An empty answer is recorded as unmet need, never with the person. */
  async find(search: ServiceSearch): Promise<FoundService[]> {
    const listings = await this.contracts.listings(search, this.clock.today());
    if (listings.length === 0) await this.recordUnmetNeed(search);
    const live = await this.queries.live(listings.map((listing) => listing.id));
    return listings.map((listing) => withRoom(listing, live.get(listing.id) ?? 0)).sort(roomFirst);
  }

  /** One service as it stands now, for someone who may look for services. Throws NotAllowed, or NotFound when there is none to show. */
  async service(actor: Actor, contractId: string): Promise<FoundService> {
    if (!mayReach(draftPolicy, 'service.find', actor, {})) throw new NotAllowed('service.find');
    const listing = await this.contracts.listing(contractId);
    if (!listing) throw new NotFound('service');
    return withRoom(listing, await this.queries.liveOnContract(contractId));
  }

  private async recordUnmetNeed({ areaCode, categoryCode, gender, location }: ServiceSearch): Promise<void> {
    await this.database.run(sql`
      insert into referrals.unmet_need (id, area_code, category_code, gender, location, searched_on)
      values (${newId()}, ${areaCode}, ${categoryCode}, ${gender}, ${location}, ${this.clock.today()})`);
  }
}

function withRoom(listing: ServiceListing, live: number): FoundService {
  return { ...listing, placesFree: listing.places === null ? null : Math.max(0, listing.places - live) };
}

function roomFirst(left: FoundService, right: FoundService): number {
  const full = Number(left.placesFree === 0) - Number(right.placesFree === 0);
  return full || (left.expectedWaitDays ?? Infinity) - (right.expectedWaitDays ?? Infinity) || left.title.localeCompare(right.title);
}
