import { describe, expect, it } from '@jest/globals';
import { Geography, type Area } from './areas.js';

const areas: readonly Area[] = [
  { code: 'G', kind: 'region', name: 'South West', parentCode: null },
  { code: 'L', kind: 'region', name: 'Greater Manchester', parentCode: null },
  { code: 'dorset', kind: 'police-area', name: 'Dorset', parentCode: 'G' },
  { code: 'wiltshire', kind: 'police-area', name: 'Wiltshire', parentCode: 'G' },
  { code: 'greater-manchester', kind: 'police-area', name: 'Greater Manchester', parentCode: 'L' },
  { code: 'bury', kind: 'local-authority', name: 'Bury', parentCode: 'greater-manchester' },
];
const geography = new Geography(areas);

describe('an area set', () => {
  it('covers an area it names', () => expect(geography.covers(['dorset'], 'dorset')).toBe(true));

  it('covers everything inside a region it names, however deep', () => {
    expect(geography.covers(['G'], 'wiltshire')).toBe(true);
    expect(geography.covers(['L'], 'bury')).toBe(true);
  });

  it('does not cover the whole of which it names a part', () => expect(geography.covers(['dorset'], 'G')).toBe(false));

  it('does not cover a neighbour', () => expect(geography.covers(['dorset'], 'wiltshire')).toBe(false));

  it('covers another set only when it covers all of it', () => {
    expect(geography.coversAll(['G', 'bury'], ['dorset', 'wiltshire', 'bury'])).toBe(true);
    expect(geography.coversAll(['dorset', 'bury'], ['dorset', 'wiltshire'])).toBe(false);
  });

  it('names nothing and covers nothing', () => expect(geography.covers([], 'dorset')).toBe(false));
});

describe('two area sets', () => {
  it('overlap when one holds a part of what the other names, whichever way round', () => {
    expect(geography.overlaps(['bury'], ['L'])).toBe(true);
    expect(geography.overlaps(['L'], ['bury'])).toBe(true);
  });

  it('do not overlap when they only share a region', () => expect(geography.overlaps(['dorset'], ['wiltshire'])).toBe(false));
});

describe('the region of an area', () => {
  it('is found from any depth', () => expect(geography.regionOf('bury').code).toBe('L'));
  it('of a region is itself', () => expect(geography.regionOf('G').code).toBe('G'));
  it('of an unknown code is a mistake in the program', () => expect(() => geography.regionOf('atlantis')).toThrow('No area is coded atlantis'));
});

it('lists what is inside an area, itself first', () => {
  expect(geography.within('G').map((area) => area.code)).toEqual(['G', 'dorset', 'wiltshire']);
});
