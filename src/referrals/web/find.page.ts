import { formatDay } from '#libs/kernel';
import type { Offer } from '../application/offers.js';
import type { FoundService } from '../application/service-finder.js';
import type { FindForm } from './referral.forms.js';

/** Places free in words; a provider that sets no limit says so. */
export function roomOf({ placesFree }: FoundService): string {
  if (placesFree === null) return 'Room: ask the provider';
  if (placesFree === 0) return 'Full';
  return placesFree === 1 ? '1 place free' : `${placesFree} places free`;
}

/** Expected wait in words, with the day the provider said it. */
export function waitOf({ expectedWaitDays, capacityStatedOn }: FoundService): string {
  if (expectedWaitDays === null) return 'Expected wait not stated';
  const wait = expectedWaitDays === 0 ? 'Can start now' : `Can start in about ${expectedWaitDays} ${expectedWaitDays === 1 ? 'day' : 'days'}`;
  return capacityStatedOn ? `${wait} (provider said on ${formatDay(capacityStatedOn)})` : wait;
}

/** The results page: each service with room and wait, and the search carried along. */
export function foundServices(found: readonly FoundService[], search: FindForm): object {
  const query = new URLSearchParams({ ...search, age: String(search.age) }).toString();
  return {
    change: `/services?${query}&change=yes`,
    services: found.map((service) => ({
      id: service.id, title: service.title, provider: service.primeName, room: roomOf(service), wait: waitOf(service), full: service.placesFree === 0, href: `/services/${service.id}?${query}`,
    })),
  };
}

/** One service before referring to it. */
export function servicePage(service: FoundService, offer: Offer, query: Record<string, string>): object {
  const { cohort } = service;
  const genders = cohort.takesMen && cohort.takesWomen ? 'Men and women' : cohort.takesWomen ? 'Women' : 'Men';
  const ages = cohort.maximumAge === null ? `${cohort.minimumAge ?? 18} and over` : `${cohort.minimumAge ?? 18} to ${cohort.maximumAge}`;
  const places = [cohort.takesCommunity ? 'in the community' : '', cohort.takesCustody ? 'in custody' : ''].filter(Boolean).join(' and ');
  return {
    service,
    query,
    back: Object.keys(query).length > 0 ? `/services?${new URLSearchParams(query).toString()}` : '/services',
    canRefer: service.placesFree !== 0,
    rows: [
      { label: 'Provider', value: service.primeName },
      { label: 'Room', value: roomOf(service) },
      { label: 'Expected start', value: waitOf(service) },
      { label: 'For', value: `${genders}, aged ${ages}, ${places}` },
      { label: 'Areas', value: offer.areas.map((area) => area.name) },
      { label: 'Helps with', value: offer.categories.map((category) => category.name) },
      { label: 'Contract', value: service.reference },
    ],
  };
}
