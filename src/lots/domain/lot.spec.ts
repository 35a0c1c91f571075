import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import { Geography, type Area, type ServiceType } from '../../catalogue/catalogue.public.js';
import type { Member, Vehicle } from '../../providers/providers.public.js';
import { reasonsNot } from './eligibility.js';
import { lotContentOf } from './lot-draft.js';
import { awardLot, makeLot, withdrawLot, type LotContent, type LotFacts } from './lot.js';

const areas: Area[] = [
  { code: 'A', kind: 'region', name: 'North East', parentCode: null },
  { code: 'K', kind: 'region', name: 'Kent, Surrey and Sussex', parentCode: null },
  { code: 'cleveland', kind: 'police-area', name: 'Cleveland', parentCode: 'A' },
  { code: 'durham', kind: 'police-area', name: 'Durham', parentCode: 'A' },
  { code: 'kent', kind: 'police-area', name: 'Kent', parentCode: 'K' },
];
const geography = new Geography(areas);
const wellbeing: ServiceType = { code: 'PWB', name: 'Personal wellbeing', womenOnly: false, categoryCodes: ['family', 'lifestyle'] };
const womens: ServiceType = { code: 'WOS', name: 'Women’s services', womenOnly: true, categoryCodes: ['family', 'lifestyle'] };
const membership = { categoryCodes: ['accommodation'], conditions: 'Be insured', questionnaireCode: 'psdf-application', bandRule: { turnoverShareBasisPoints: 5_000, bandsPence: [250_000_00] }, contactEmail: null };
const vehicle: Vehicle = { code: 'PSDF', name: 'Framework', kind: 'dynamic-framework', regime: 'PCR2015', isLightTouch: true, opensOn: day('2020-06-15'), endsOn: day('2027-06-14'), status: 'open', ...membership };
const content: LotContent = {
  vehicleCode: 'PSDF', title: 'Wellbeing in Durham', serviceTypeCode: 'PWB', areaCodes: ['durham'], takesMen: true, takesWomen: true, minimumAge: 18, maximumAge: null, takesCustody: false, takesCommunity: true,
  annualValueFromPence: 200_000_00, annualValueToPence: 300_000_00, minimumFinancialBandPence: null, startsOn: day('2026-06-01'), endsOn: day('2028-05-31'),
};
const facts: LotFacts = { id: 'l1', now: new Date('2026-05-05T10:00:00Z'), today: day('2026-05-05'), actorId: 'c1', vehicle, serviceType: wellbeing, geography, covers: (codes) => geography.coversAll(['A'], codes) };
const open = makeLot(content, facts).row;

function rule(change: Partial<LotContent>, other: Partial<LotFacts> = {}): string | null {
  return ruleOf(() => makeLot({ ...content, ...change }, { ...facts, ...other }));
}

describe('making a lot', () => {
  it('opens it in the region of its areas and asks for the top of the range unless told otherwise', () => {
    expect(open).toMatchObject({ status: 'open', regionCode: 'A', regionCodes: ['A'], minimumFinancialBandPence: 300_000_00 });
    expect(makeLot({ ...content, minimumFinancialBandPence: 0 }, facts).row.minimumFinancialBandPence).toBe(0);
  });

  it('may span regions for a national commissioner', () => {
    expect(makeLot({ ...content, areaCodes: ['kent', 'durham', 'A'] }, { ...facts, covers: () => true }).row).toMatchObject({ areaCodes: ['kent', 'A'], regionCode: 'K', regionCodes: ['K', 'A'] });
  });

  it.each<[string, Partial<LotContent>]>([
    ['outside-your-region', { areaCodes: ['durham', 'kent'] }],
    ['area-unknown', { areaCodes: ['atlantis'] }],
    ['area-missing', { areaCodes: [] }],
    ['title-missing', { title: ' ' }],
    ['cohort-empty', { takesMen: false, takesWomen: false }],
    ['age-order', { minimumAge: 25, maximumAge: 18 }],
    ['age-range', { minimumAge: 12 }],
    ['location-missing', { takesCustody: false, takesCommunity: false }],
    ['value-missing', { annualValueFromPence: 0 }],
    ['value-order', { annualValueToPence: 199_999_99 }],
    ['starts-past', { startsOn: day('2026-05-04') }],
    ['term-order', { endsOn: day('2026-06-01') }],
  ])('breaks %s with %j', (expected, change) => expect(rule(change)).toBe(expected));

  it('keeps women’s services for women', () => {
    expect(rule({ takesMen: true }, { serviceType: womens })).toBe('women-only');
    expect(rule({ takesMen: false }, { serviceType: womens })).toBeNull();
  });

  it('needs a vehicle that is open and a service type that exists', () => {
    expect(rule({}, { vehicle: null })).toBe('vehicle-unknown');
    expect(rule({}, { today: day('2027-06-15') })).toBe('vehicle-closed');
    expect(rule({}, { serviceType: null })).toBe('service-type-unknown');
  });

  it('reads a draft’s pages as one lot, and not before every page is answered', () => {
    const answers = {
      vehicle: { vehicleCode: 'PSDF' }, 'service-type': { serviceTypeCode: 'PWB' }, areas: { areaCodes: ['durham'] }, title: { title: 'Wellbeing in Durham' }, genders: { genders: ['men', 'women'] },
      ages: { minimumAge: 18, maximumAge: null }, places: { places: ['community'] }, value: { annualValueFromPence: 200_000_00, annualValueToPence: 300_000_00 }, band: { minimumFinancialBandPence: null },
      term: { startsOn: '2026-06-01', endsOn: '2028-05-31' },
    };
    expect(lotContentOf(answers)).toEqual(content);
    expect(() => lotContentOf({ ...answers, value: {} })).toThrow('Answer every question');
  });
});

describe('a lot’s end', () => {
  it('is awarded or withdrawn once, from open', () => {
    expect(awardLot(open).changes).toEqual({ status: 'awarded' });
    expect(withdrawLot(open, 'Funding ended').changes).toEqual({ status: 'withdrawn', withdrawnReason: 'Funding ended' });
    expect(() => awardLot({ ...open, status: 'withdrawn' })).toThrow('This lot was withdrawn');
    expect(() => withdrawLot({ ...open, status: 'awarded' }, 'x')).toThrow('This lot has been awarded');
  });
});

describe('who could deliver a lot', () => {
  const categories = [{ code: 'family', name: 'Family' }, { code: 'lifestyle', name: 'Lifestyle' }];
  const lot = { vehicleCode: 'PSDF', areaCodes: ['cleveland', 'durham'], minimumFinancialBandPence: 300_000_00 };
  const member = (admissions: readonly [string, string][], other: Partial<Member> = {}): Member => ({
    providerId: 'p1', name: 'Harbour', status: 'active', statusReason: null, financialBandPence: 300_000_00, ...other,
    admissions: admissions.map(([categoryCode, areaCode]) => ({ providerId: 'p1', vehicleCode: 'PSDF', categoryCode, areaCode })),
  });
  const why = (who: Member, wanted = lot) => reasonsNot(wanted, who, { categories, geography });

  it('is an active member for every category in every area, with a large enough band', () => {
    expect(why(member([['family', 'A'], ['lifestyle', 'A']]))).toEqual([]);
    expect(why(member([['family', 'cleveland'], ['family', 'durham'], ['lifestyle', 'A']]))).toEqual([]);
    expect(why(member([['family', 'A'], ['lifestyle', 'A']], { financialBandPence: null }))).toEqual([]);
  });

  it('may cover a region by all the areas inside it', () => {
    expect(why(member([['family', 'cleveland'], ['family', 'durham'], ['lifestyle', 'A']]), { ...lot, areaCodes: ['A'] })).toEqual([]);
    expect(why(member([['family', 'durham'], ['lifestyle', 'A']]), { ...lot, areaCodes: ['A'] })).toEqual(['It is not admitted for Family in North East']);
  });

  it('is told everything that stands in the way', () => {
    expect(why(member([['family', 'durham']], { financialBandPence: 299_999_99, status: 'suspended', statusReason: 'Evidence has run out' }))).toEqual([
      'Its membership is suspended: evidence has run out',
      'It is not admitted for Family in Cleveland',
      'It is not admitted for Lifestyle in Cleveland and Durham',
      'Its largest annual contract is £299,999.99, and this lot needs £300,000',
    ]);
  });

  it('is nobody who was removed, whatever they were admitted for', () => {
    expect(why(member([['family', 'A'], ['lifestyle', 'A']], { status: 'removed', statusReason: 'It asked to leave' }))).toEqual(['It was removed from the register: it asked to leave']);
  });

  it('counts only admissions to the lot’s own vehicle', () => {
    expect(why(member([['family', 'A'], ['lifestyle', 'A']]), { ...lot, vehicleCode: 'NEXT' })).toHaveLength(2);
  });
});
