import { Injectable } from '@nestjs/common';
import { addDays, Clock, daysBetween, ensure, NotAllowed, NotFound, type Actor } from '#libs/kernel';
import { mayReach } from '#libs/persistence';
import { Catalogue, type Point } from '../../catalogue/catalogue.public.js';
import { ContractDirectory, isStale, type ServiceListing } from '../../contracts/contracts.public.js';
import { nearestBand, type DistanceBand } from '../domain/distance.js';
import { soonerFirst } from '../domain/expected-start.js';
import { draftPolicy } from '../domain/referral.policy.js';
import { relaxations, type Nearby, type Relaxation } from '../domain/relaxation.js';
import { seenFrom, unmetWishes, type Search, type SeenService } from '../domain/service-wishes.js';
import { unmetReason } from '../domain/unmet-need.js';
import { Places } from './places.js';
import { UnmetNeeds } from './unmet-needs.js';

/** Services that open within so many days are told of as something to wait for. */
const OPENS_WITHIN_DAYS = 90;

/** A service as someone in the area sees it. `staleDays`: days since room was said, once that is too old to rely on. */
export interface FoundService extends SeenService {
  readonly distance: DistanceBand | null;
  readonly staleDays: number | null;
}

/** What a search found; when nothing takes a referral now, the smallest searches that find something. */
export interface Finding {
  readonly services: readonly FoundService[];
  readonly relaxations: readonly Relaxation[];
}

/** Whose search it is: `session` tells apart searches, so that each is noted once however often its page is opened. */
export interface Searcher {
  readonly actor: Actor;
  readonly session: string | null;
}

/** Finds services for a person before anything is typed, and notes what could not be found. */
@Injectable()
export class ServiceFinder {
  constructor(
    private readonly contracts: ContractDirectory,
    private readonly catalogue: Catalogue,
    private readonly places: Places,
    private readonly unmetNeeds: UnmetNeeds,
    private readonly clock: Clock,
  ) {}

  /** Services that take such a person in that area: those that take a referral now by expected start, then the full ones. Two statements; notes nothing. */
  async find(search: Search): Promise<FoundService[]> {
    const { listings, nearby } = await this.read(search);
    return found(listings, search, nearby);
  }

  /** The same with relaxations when nothing takes a referral now, which is then noted once as unmet need, never with the person. Throws RuleBroken `area-unknown` or `category-unknown`. */
  async look(search: Search, searcher: Searcher): Promise<Finding> {
    const { listings, nearby } = await this.read(search);
    ensure(nearby.geography.find(search.areaCode), 'area-unknown', 'Select the area where the person lives', 'areaCode');
    ensure(await this.catalogue.category(search.categoryCode), 'category-unknown', 'Select what the person needs help with', 'categoryCode');
    const services = found(listings, search, nearby);
    if (services.some(({ start }) => start.takesNow || (search.canWait && start.on !== null))) return { services, relaxations: [] };
    const misses = listings.map((service) => seenFrom(search.areaCode, service, nearby)).map((seen) => ({ seen, unmet: unmetWishes(seen, search, nearby.geography) }));
    const regionCode = nearby.geography.regionOf(search.areaCode).code;
    await this.unmetNeeds.note({ search, regionCode, reason: unmetReason(misses), searchedOn: nearby.today }, searcher);
    return { services, relaxations: relaxations(listings, search, nearby) };
  }

  /** One service as it stands now, for someone who may look for services. Throws NotAllowed, or NotFound when there is none to show. */
  async service(actor: Actor, contractId: string, from: Partial<Search> = {}): Promise<FoundService> {
    const [service] = await this.services(actor, [contractId], from);
    if (!service) throw new NotFound('service');
    return service;
  }

  /** Several services as they stand now, in the order asked for; those there are none of are left out. Throws NotAllowed. */
  async services(actor: Actor, ids: readonly string[], { areaCode = undefined, livesIn }: Partial<Search> = {}): Promise<FoundService[]> {
    if (!mayReach(draftPolicy, 'service.find', actor, {})) throw new NotAllowed('service.find');
    const listings = await this.contracts.listingsOf(ids);
    const nearby = await this.around(listings);
    const home = nearby.centres.get(livesIn ?? areaCode ?? '') ?? null;
    return ids.flatMap((id) => listings.filter((each) => each.id === id)).map((service) => described(seenFrom(areaCode ?? null, service, nearby), home, nearby));
  }

  private async read({ categoryCode, gender, age, location }: Search): Promise<{ readonly listings: ServiceListing[]; readonly nearby: Nearby }> {
    const today = this.clock.today();
    const listings = await this.contracts.candidates({ categoryCode, gender, age, location }, { from: today, to: addDays(today, OPENS_WITHIN_DAYS) });
    return { listings, nearby: await this.around(listings) };
  }

  private async around(listings: readonly ServiceListing[]): Promise<Nearby> {
    const uses = await this.places.uses(listings.map(({ id }) => id));
    return { uses, geography: await this.catalogue.geography(), centres: await this.catalogue.centres(), today: this.clock.today() };
  }
}

/** Full services are shown, last; those that open later only to those who can wait. */
function found(listings: readonly ServiceListing[], search: Search, nearby: Nearby): FoundService[] {
  const home = nearby.centres.get(search.livesIn ?? search.areaCode) ?? null;
  const seen = listings.map((service) => seenFrom(search.areaCode, service, nearby)).filter((each) => {
    const unmet = unmetWishes(each, search, nearby.geography);
    return unmet.length === 0 || (unmet.length === 1 && unmet[0] === 'start' && (each.start.why === 'full' || search.canWait === true));
  });
  return seen.map((each) => described(each, home, nearby)).sort((left, right) => soonerFirst(left.start, right.start) || left.service.title.localeCompare(right.service.title));
}

function described(seen: SeenService, home: Point | null, { today }: Nearby): FoundService {
  const statedOn = seen.room.capacity?.statedOn ?? null;
  return { ...seen, distance: nearestBand(home, seen.service.offices), staleDays: statedOn && isStale(statedOn, today) ? daysBetween(statedOn, today) : null };
}
