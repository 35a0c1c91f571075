import type { Geography } from '../../catalogue/catalogue.public.js';
import type { AreaCapacity, ServiceListing } from '../../contracts/contracts.public.js';

/** Live referrals of one contract for people in one area: `waiting` of them nobody has answered yet. */
export interface AreaUse {
  readonly contractId: string;
  readonly areaCode: string;
  readonly live: number;
  readonly waiting: number;
}

/** Room of a service in one area, or everywhere: what was said, what is in use. */
export interface ServiceRoom {
  /** What the provider said; null while it has said nothing. */
  readonly capacity: Omit<AreaCapacity, 'areaCode'> | null;
  readonly live: number;
  readonly waiting: number;
  /** Null where the provider sets no limit. */
  readonly placesFree: number | null;
  /** The most it takes: null without a limit, and where people wait when it is full. */
  readonly limit: number | null;
}

type Place = Pick<ServiceListing, 'id' | 'areaCodes' | 'capacities'>;

/** Room of a service for someone in an area; for everyone it serves when the area is null or not its own. */
export function roomIn(service: Place, { areaCode, uses, geography }: { readonly areaCode: string | null; readonly uses: readonly AreaUse[]; readonly geography: Geography }): ServiceRoom {
  const own = uses.filter(({ contractId }) => contractId === service.id);
  const rowOf = (code: string) => (geography.find(code) ? geography.narrowest(service.areaCodes, code) : null);
  const row = areaCode === null ? null : rowOf(areaCode);
  if (row === null) return room(wholeOf(service), own);
  return room(service.capacities.find((each) => each.areaCode === row) ?? null, own.filter((each) => rowOf(each.areaCode) === row));
}

function room(capacity: Omit<AreaCapacity, 'areaCode'> | null, uses: readonly AreaUse[]): ServiceRoom {
  const live = uses.reduce((sum, each) => sum + each.live, 0);
  const waiting = uses.reduce((sum, each) => sum + each.waiting, 0);
  const places = capacity?.places ?? null;
  return { capacity, live, waiting, placesFree: places === null ? null : Math.max(0, places - live), limit: capacity?.closesWhenFull ? places : null };
}

/** Several areas as one: places and starts add up where all are stated, the shortest wait, the oldest word. */
function wholeOf({ areaCodes, capacities }: Place): Omit<AreaCapacity, 'areaCode'> | null {
  const [first] = capacities;
  if (!first) return null;
  const all = (name: 'places' | 'weeklyStarts') =>
    capacities.length < areaCodes.length || capacities.some((each) => each[name] === null) ? null : capacities.reduce((sum, each) => sum + (each[name] ?? 0), 0);
  const waits = capacities.flatMap(({ expectedWaitDays }) => (expectedWaitDays === null ? [] : [expectedWaitDays]));
  return {
    places: all('places'),
    weeklyStarts: all('weeklyStarts'),
    expectedWaitDays: waits.length > 0 ? Math.min(...waits) : null,
    closesWhenFull: capacities.every(({ closesWhenFull }) => closesWhenFull),
    statedOn: capacities.map(({ statedOn }) => statedOn).sort()[0] ?? first.statedOn,
  };
}
