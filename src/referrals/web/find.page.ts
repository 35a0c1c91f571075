import { formatDay } from '#libs/kernel';
import { attendanceTypes } from '../../contracts/contracts.public.js';
import type { Offer } from '../application/offers.js';
import type { Finding, FoundService } from '../application/service-finder.js';
import { distanceBands } from '../domain/distance.js';
import { cohorts, type Search } from '../domain/service-wishes.js';
import type { Relaxation } from '../domain/relaxation.js';
import { queryOf } from './find.forms.js';

/** Most services shown side by side. */
export const MOST_COMPARED = 3;

/** Names of areas for pages; a code nobody knows stands for itself. */
export type AreaNames = (code: string) => string;

/** Places free in words; a provider that sets no limit says so. */
export function roomOf({ room: { capacity, placesFree, live } }: FoundService): string {
  if (capacity === null) return 'The provider has not said how many places it has';
  if (placesFree === null) return 'No limit';
  if (placesFree === 0) return `Full: ${fullOf(capacity.places ?? live)}${capacity.closesWhenFull ? '' : ', and it takes referrals for its waiting list'}`;
  return String(placesFree);
}

function fullOf(places: number): string {
  if (places === 0) return 'it has no places now';
  return places === 1 ? 'its one place is in use' : `all ${places} places are in use`;
}

/** When the person could start, in words. */
export function startOf({ start: { on, why } }: FoundService): string {
  if (why === 'opens-later') return on ? `Opens later: could start about ${formatDay(on)}` : 'Opens later';
  if (why === 'full') return on ? `No referrals now. A place could be free about ${formatDay(on)}` : 'No referrals now, and the provider has not said when a place is free';
  if (why === 'no-starts') return 'The provider is starting nobody new now';
  return on ? `About ${formatDay(on)}` : 'The provider has not said';
}

/** Expected wait in words, with the day the provider said it; an old word is marked. */
export function waitOf({ room: { capacity }, staleDays }: FoundService): string {
  if (capacity === null) return 'Not stated';
  const { expectedWaitDays, statedOn } = capacity;
  const wait = expectedWaitDays === null ? 'Not stated' : expectedWaitDays === 0 ? 'None' : expectedWaitDays === 1 ? '1 day' : `${expectedWaitDays} days`;
  return `${wait} (the provider said so on ${formatDay(statedOn)}${staleDays === null ? '' : `, not confirmed for ${staleDays} days`})`;
}

interface Row {
  readonly label: string;
  readonly value: string | readonly string[];
}

/** What is known of a service before referring; lines nobody gave are left out. */
export function factsOf(found: FoundService): Row[] {
  const { service, distance } = found;
  return [
    { label: 'Provider', value: service.primeName },
    { label: 'Expected start', value: startOf(found) },
    { label: 'Places free', value: roomOf(found) },
    { label: 'Expected wait', value: waitOf(found) },
    ...(distance ? [{ label: 'Nearest office', value: `${distanceBands[distance]} from the middle of the area` }] : []),
    ...(service.attendance.length > 0 ? [{ label: 'How people take part', value: service.attendance.map((way) => attendanceTypes[way]).join(', ') }] : []),
    ...(service.languages.length > 0 ? [{ label: 'Languages besides English', value: service.languages.join(', ') }] : []),
  ];
}

/** The results page: each service with room and start, what would find more, and the search carried along. */
export function foundServices({ services, relaxations }: Finding, { search, session, areaName }: { readonly search: Search; readonly session: string | null; readonly areaName: AreaNames }): object {
  const query = queryOf(search, session);
  const taking = services.filter(({ start }) => start.takesNow).length;
  return {
    title: titleOf(services.length, taking),
    change: `/services?${query.toString()}&change=yes`,
    hidden: Object.fromEntries(query),
    travelling: search.livesIn && search.livesIn !== search.areaCode ? `In ${areaName(search.areaCode)}, for someone who would travel from ${areaName(search.livesIn)}.` : null,
    mostCompared: MOST_COMPARED,
    nothingNow: taking === 0,
    services: services.map((each) => ({ id: each.service.id, title: each.service.title, rows: factsOf(each), takesNow: each.start.takesNow, href: `/services/${each.service.id}?${query.toString()}` })),
    relaxations: relaxations.map((each) => ({ ...relaxationInWords(each, search, areaName), href: `/services?${queryOf(each.search, session).toString()}` })),
  };
}

/** What giving up a wish means, and what it finds. */
export function relaxationInWords({ givesUp, search: relaxed, count, inDays }: Relaxation, search: Search, areaName: AreaNames): { readonly words: string; readonly finds: string } {
  const parts = givesUp.map((wish) => {
    switch (wish) {
      case 'area': return `if they can travel to ${areaName(relaxed.areaCode)}`;
      case 'attendance': return `without “${search.attendance ? attendanceTypes[search.attendance].toLowerCase() : ''}”`;
      case 'language': return `with an interpreter for ${search.language ?? 'their language'}`;
      case 'cohort': return `without “${search.cohort ? cohorts[search.cohort].toLowerCase() : ''}”`;
      case 'start': return inDays === null ? 'later' : `in ${inDays === 1 ? '1 day' : `${inDays} days`}`;
    }
  });
  const words = parts.join(', ');
  return { words: words.charAt(0).toUpperCase() + words.slice(1), finds: count === 1 ? '1 service' : `${count} services` };
}

/** One service before referring to it. */
export function servicePage(found: FoundService, offer: Offer, query: Record<string, string>): object {
  const { service } = found;
  return {
    service,
    query,
    back: Object.keys(query).length > 0 ? `/services?${new URLSearchParams(query).toString()}` : '/services',
    canRefer: found.start.takesNow,
    whyNot: startOf(found),
    rows: [...factsOf(found), ...aboutRows(found, offer)],
  };
}

/** Services side by side: a line for each thing to compare. */
export function comparePage(services: readonly FoundService[], query: URLSearchParams): object {
  const lines = services.map((found) => new Map([...factsOf(found), { label: 'For', value: takenBy(found) }].map(({ label, value }) => [label, value])));
  const labels = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  return {
    head: ['What to compare', ...services.map(({ service }) => service.title)],
    rows: labels.map((label) => [label, ...lines.map((line) => line.get(label) ?? 'Not given')]),
    services: services.map(({ service }) => ({ title: service.title, href: `/services/${service.id}?${query.toString()}` })),
    back: `/services?${query.toString()}`,
  };
}

function titleOf(count: number, taking: number): string {
  if (count === 0) return 'No service found';
  if (taking === 0) return 'No service takes referrals now';
  return taking === 1 ? '1 service takes referrals now' : `${taking} services take referrals now`;
}

function aboutRows(found: FoundService, offer: Offer): Row[] {
  const { service } = found;
  return [
    { label: 'For', value: takenBy(found) },
    { label: 'Areas', value: offer.areas.map((area) => area.name) },
    { label: 'Helps with', value: offer.categories.map((category) => category.name) },
    ...(service.offices.length > 0 ? [{ label: 'Offices', value: service.offices.map(({ name, address }) => `${name}, ${address.replaceAll('\n', ', ')}`) }] : []),
    { label: 'Contract', value: service.reference },
  ];
}

function takenBy({ service: { cohort } }: FoundService): string {
  const genders = cohort.takesMen && cohort.takesWomen ? 'Men and women' : cohort.takesWomen ? 'Women' : 'Men';
  const ages = cohort.maximumAge === null ? `${cohort.minimumAge ?? 18} and over` : `${cohort.minimumAge ?? 18} to ${cohort.maximumAge}`;
  const places = [cohort.takesCommunity ? 'in the community' : '', cohort.takesCustody ? 'in custody' : ''].filter(Boolean).join(' and ');
  return `${genders}, aged ${ages}, ${places}`;
}
