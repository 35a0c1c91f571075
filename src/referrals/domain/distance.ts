import type { Point } from '../../catalogue/catalogue.public.js';

const EARTH_RADIUS_MILES = 3_959;

/** How far away the nearest office is, in miles. Only bands are shown: the person's place is the middle of an area. */
export const distanceBands = { 'under-5': 'Under 5 miles', '5-to-15': '5 to 15 miles', '15-to-30': '15 to 30 miles', 'over-30': 'Over 30 miles' } as const;
export type DistanceBand = keyof typeof distanceBands;

/** The band a number of miles is in. */
export function bandOf(miles: number): DistanceBand {
  if (miles < 5) return 'under-5';
  if (miles < 15) return '5-to-15';
  return miles < 30 ? '15-to-30' : 'over-30';
}

/** Miles between two points over the ground. */
export function milesBetween(left: Point, right: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const across = Math.sin(radians(right.latitude - left.latitude) / 2) ** 2;
  const along = Math.sin(radians(right.longitude - left.longitude) / 2) ** 2;
  const part = across + Math.cos(radians(left.latitude)) * Math.cos(radians(right.latitude)) * along;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(part)));
}

/** The band of the nearest office whose place is known; null when none is, or the person's place is not. */
export function nearestBand(from: Point | null, offices: readonly { readonly latitude: number | null; readonly longitude: number | null }[]): DistanceBand | null {
  if (!from) return null;
  const miles = offices.flatMap(({ latitude, longitude }) => (latitude === null || longitude === null ? [] : [milesBetween(from, { latitude, longitude })]));
  return miles.length > 0 ? bandOf(Math.min(...miles)) : null;
}
